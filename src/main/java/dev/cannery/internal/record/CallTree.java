package dev.cannery.internal.record;

import dev.cannery.internal.chat.ChatRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arranges recorded calls in conversations. A request that continues an earlier one is a child of its answer, and requests that ask the
 * same are one node with successive answers. So conversations that ran in parallel are apart.
 */
final class CallTree {
    private final Map<String, Node> roots = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();

    private record Place(Node node, Answered answered) {}

    /** A request and its successive answers. */
    static final class Node {
        private final List<Answered> answers = new ArrayList<>();
        private final Map<String, Node> children = new LinkedHashMap<>();
        private final Map<Node, Answered> continued = new LinkedHashMap<>();

        Answered first() {
            return answers.get(0);
        }

        ChatRequest request() {
            return answers.get(0).request();
        }
    }

    /**
     * A turn of a conversation.
     *
     * @param node the request
     * @param answers its answers, at least one
     */
    record Turn(Node node, List<Answered> answers) {}

    static CallTree of(List<Answered> calls) {
        CallTree tree = new CallTree();
        calls.forEach(tree::add);
        return tree;
    }

    private void add(Answered call) {
        Optional<Place> before = before(call, true).or(() -> before(call, false));
        String signature = Conversations.signature(call.request(), before.isPresent());
        Node node;
        if (before.isPresent()) {
            Node parent = before.get().node;
            Answered answer = before.get().answered;
            String key = parent.answers.indexOf(answer) + signature;
            node = parent.children.computeIfAbsent(key, any -> new Node());
            parent.continued.putIfAbsent(node, answer);
        } else {
            node = roots.computeIfAbsent(signature, any -> new Node());
        }
        node.answers.add(call);
        places.add(new Place(node, call));
    }

    private Optional<Place> before(Answered call, boolean isComplete) {
        for (int i = places.size() - 1; i >= 0; i--) {
            if (Conversations.continues(places.get(i).answered, call, isComplete)) {
                return Optional.of(places.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns each conversation from its first turn to its last. Where several continue from one turn, only the first has all
     * its answers, and each other one has the answer that it continues.
     */
    List<List<Turn>> conversations() {
        List<List<Turn>> all = new ArrayList<>();
        roots.values().forEach(root -> collect(root, List.of(), all));
        return all;
    }

    private static void collect(Node node, List<Turn> before, List<List<Turn>> all) {
        if (node.children.isEmpty()) {
            all.add(with(before, new Turn(node, node.answers)));
            return;
        }
        boolean isFirst = true;
        for (Node child : node.children.values()) {
            Answered answer = node.continued.get(child);
            List<Answered> answers = isFirst || answer == null ? node.answers : List.of(answer);
            collect(child, with(before, new Turn(node, answers)), all);
            isFirst = false;
        }
    }

    private static List<Turn> with(List<Turn> before, Turn last) {
        List<Turn> turns = new ArrayList<>(before);
        turns.add(last);
        return turns;
    }
}
