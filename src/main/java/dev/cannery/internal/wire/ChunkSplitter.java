package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Splits a completion into the chunks of a stream, which {@link ChunkJoiner} joins again. Nothing is added: each chunk repeats
 * the scalar members, lists and objects come with the last chunk, and members of a choice next to its message come with its last
 * chunk.
 */
public final class ChunkSplitter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> CALLED = List.of("function", "custom");

    private final ObjectNode whole;
    private final Function<String, List<String>> cut;
    private final Shares shares;

    private ChunkSplitter(ObjectNode whole, Function<String, List<String>> cut, Shares shares) {
        this.whole = whole;
        this.cut = cut;
        this.shares = shares;
    }

    /** Distributes the log probabilities of one text of a choice. */
    @FunctionalInterface
    public interface Shares {
        /** Returns a function that is called with the fragments of a text in order and returns the part of each, null for none. */
        Function<String, @Nullable JsonNode> of(JsonNode logprobs, String name);
    }

    /**
     * Returns the chunks in rounds. The chunks of a round, one for each choice that is not finished, are sent together.
     *
     * @param cut splits a text into fragments
     * @param shares distributes {@code logprobs}
     * @param hasUsage whether the usage, if there is any, follows in a chunk of its own
     */
    public static List<List<ObjectNode>> rounds(
            ObjectNode whole, Function<String, List<String>> cut, Shares shares, boolean hasUsage) {
        return new ChunkSplitter(whole, cut, shares).rounds(hasUsage);
    }

    private List<List<ObjectNode>> rounds(boolean hasUsage) {
        List<List<ObjectNode>> choices = new ArrayList<>();
        for (JsonNode choice : whole.path("choices")) {
            choices.add(elements((ObjectNode) choice));
        }
        List<List<ObjectNode>> rounds = new ArrayList<>();
        int count = choices.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < count; round++) {
            List<ObjectNode> chunks = new ArrayList<>();
            for (List<ObjectNode> elements : choices) {
                if (round < elements.size()) {
                    chunks.add(chunk(NODES.arrayNode().add(elements.get(round)), round == count - 1));
                }
            }
            rounds.add(chunks);
        }
        if (hasUsage && whole.path("usage").isObject()) {
            ObjectNode last = chunk(NODES.arrayNode(), false);
            last.set("usage", whole.get("usage"));
            rounds.add(List.of(last));
        }
        return rounds;
    }

    private ObjectNode chunk(ArrayNode choices, boolean isLast) {
        ObjectNode chunk = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : whole.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("choices")) {
                chunk.set(name, choices);
            } else if (name.equals("object")) {
                chunk.put(name, value.asText().equals("chat.completion") ? "chat.completion.chunk" : value.asText());
            } else if (!name.equals("usage") && (isLast || !value.isContainerNode())) {
                chunk.set(name, value);
            }
        }
        return chunk;
    }

    private List<ObjectNode> elements(ObjectNode choice) {
        List<ObjectNode> elements = new ArrayList<>();
        JsonNode message = choice.path("message");
        elements.add(element(choice, opening(message), null));
        for (Map.Entry<String, JsonNode> member : message.properties()) {
            say(choice, member.getKey(), member.getValue(), elements);
        }
        ObjectNode end = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : choice.properties()) {
            String name = member.getKey();
            switch (name) {
                case "message" -> end.putObject("delta");
                case "logprobs" -> end.set(name, haveLogprobs(elements) ? NODES.nullNode() : member.getValue());
                default -> end.set(name, member.getValue());
            }
        }
        elements.add(end);
        return elements;
    }

    private static boolean haveLogprobs(List<ObjectNode> elements) {
        return elements.stream().anyMatch(element -> element.hasNonNull("logprobs"));
    }

    /**
     * Returns the first delta, with the role, members that are null, empty texts and lists, and an empty content if there is a
     * text.
     */
    private static ObjectNode opening(JsonNode message) {
        ObjectNode delta = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : message.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("role") || isEmpty(name, value)) {
                delta.set(name, value);
            } else if (name.equals("content") && value.isTextual()) {
                delta.put(name, "");
            }
        }
        return delta;
    }

    /** Whether no fragment follows for this member. */
    private static boolean isEmpty(String name, JsonNode value) {
        return value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty() && MemberJoiner.grows(name));
    }

    private void say(ObjectNode choice, String name, JsonNode value, List<ObjectNode> elements) {
        if (name.equals("role") || isEmpty(name, value)) {
            return;
        }
        if (name.equals("tool_calls") && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                call(choice, value.get(i), i, elements);
            }
        } else if (name.equals("function_call") && value.isObject()) {
            grow(choice, (ObjectNode) value, called -> NODES.objectNode().set(name, called), elements);
        } else if (value.isTextual() && MemberJoiner.grows(name)) {
            Function<String, @Nullable JsonNode> tokens = shares.of(choice.path("logprobs"), name);
            for (String piece : cut.apply(value.textValue())) {
                elements.add(element(choice, NODES.objectNode().put(name, piece), tokens.apply(piece)));
            }
        } else if (name.equals("content") && value.isArray()) {
            for (JsonNode part : value) {
                ObjectNode delta = NODES.objectNode();
                delta.putArray(name).add(part);
                elements.add(element(choice, delta, null));
            }
        } else {
            elements.add(element(choice, NODES.objectNode().set(name, value), null));
        }
    }

    private void call(ObjectNode choice, JsonNode call, int index, List<ObjectNode> elements) {
        String kind = CALLED.stream()
                .filter(word -> call.path(word).isObject())
                .findFirst()
                .orElse("");
        if (kind.isEmpty()) {
            elements.add(element(choice, callDelta(index, call), null));
            return;
        }
        UnaryOperator<ObjectNode> opening = called -> {
            ObjectNode opened = call.deepCopy();
            opened.set(kind, called);
            return callDelta(index, opened);
        };
        UnaryOperator<ObjectNode> piece =
                called -> callDelta(index, NODES.objectNode().set(kind, called));
        grow(
                choice,
                (ObjectNode) call.path(kind),
                called -> called.has("name") ? opening.apply(called) : piece.apply(called),
                elements);
    }

    private static ObjectNode callDelta(int index, JsonNode call) {
        ObjectNode delta = NODES.objectNode();
        ObjectNode piece = delta.putArray("tool_calls").addObject().put("index", index);
        call.properties().forEach(member -> piece.set(member.getKey(), member.getValue()));
        return delta;
    }

    /** Writes the name first, with empty arguments, then the arguments in fragments. */
    private void grow(
            ObjectNode choice, ObjectNode called, UnaryOperator<ObjectNode> delta, List<ObjectNode> elements) {
        ObjectNode opening = NODES.objectNode();
        List<ObjectNode> rest = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : called.properties()) {
            JsonNode value = member.getValue();
            if (value.isTextual() && MemberJoiner.grows(member.getKey())) {
                opening.put(member.getKey(), "");
                cut.apply(value.textValue())
                        .forEach(piece -> rest.add(NODES.objectNode().put(member.getKey(), piece)));
            } else {
                opening.set(member.getKey(), value);
            }
        }
        elements.add(element(choice, delta.apply(opening), null));
        rest.forEach(piece -> elements.add(element(choice, delta.apply(piece), null)));
    }

    /** Returns a chunk of an unfinished choice, with only the members that every chunk has. */
    private static ObjectNode element(ObjectNode choice, ObjectNode delta, @Nullable JsonNode logprobs) {
        ObjectNode element = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : choice.properties()) {
            String name = member.getKey();
            switch (name) {
                case "index" -> element.set(name, member.getValue());
                case "message" -> element.set("delta", delta);
                case "logprobs" -> element.set(name, logprobs == null ? NODES.nullNode() : logprobs);
                case "finish_reason" -> element.putNull(name);
                default -> {}
            }
        }
        return element;
    }
}
