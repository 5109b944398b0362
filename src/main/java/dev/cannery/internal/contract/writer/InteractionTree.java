package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An interaction as a tree of the format. */
final class InteractionTree {
    private InteractionTree() {}

    static ObjectNode of(LoadedInteraction interaction) {
        ObjectNode tree = Json.object().put("name", interaction.name());
        if (!interaction.notes().description().isEmpty()) {
            tree.put("description", interaction.notes().description());
        }
        putTexts(tree, "tags", interaction.notes().tags());
        putTexts(tree, "needs", interaction.demands().needs());
        putTexts(tree, "given", interaction.demands().given());
        putIfTrue(tree, "strict", isStrict(interaction));
        putIfTrue(tree, "pending", interaction.demands().isPending());
        putIfTrue(tree, "fallback", interaction.isFallback());
        putIfTrue(tree, "stored", interaction.isStored());
        if (interaction.isConversation()) {
            putTurns(tree, interaction.turns());
        } else {
            Turn turn = interaction.turns().get(0);
            putTurn(tree, turn, turn.request().rules());
        }
        VerificationTree.of(interaction.verification()).ifPresent(verify -> tree.set("verify", verify));
        return tree;
    }

    private static boolean isStrict(LoadedInteraction interaction) {
        boolean isStrict = interaction.turns().get(0).request().isStrict();
        if (interaction.turns().stream().anyMatch(turn -> turn.request().isStrict() != isStrict)) {
            throw new IllegalArgumentException("the turns of '" + interaction.name()
                    + "' must be strict all or none, since a file says it once for the interaction");
        }
        return isStrict;
    }

    private static void putTurns(ObjectNode tree, List<Turn> turns) {
        List<FieldRule> shared = new ArrayList<>();
        List<List<FieldRule>> own = turns.stream()
                .<List<FieldRule>>map(turn -> new ArrayList<>(turn.request().rules()))
                .toList();
        Optional<FieldRule> next = nextShared(own);
        while (next.isPresent()) {
            FieldRule rule = next.get();
            shared.add(rule);
            own.forEach(rules -> rules.remove(rule));
            next = nextShared(own);
        }
        if (!shared.isEmpty()) {
            tree.set("request", RequestTree.of(shared));
        }
        if (own.stream().flatMap(List::stream).anyMatch(rule -> rule.part() instanceof RequestPart.Prompt)) {
            throw new IllegalArgumentException("a turn has a NextPrompt; a Prompt is shared by all turns");
        }
        ArrayNode list = tree.putArray("turns");
        for (int i = 0; i < turns.size(); i++) {
            putTurn(list.addObject(), turns.get(i), own.get(i));
        }
    }

    /**
     * The rule with which all turns begin, which a file writes once, above the turns; or one on the prompt of the
     * conversation, which can stand nowhere else: a turn without it has a rule on its own prompt instead.
     */
    private static Optional<FieldRule> nextShared(List<List<FieldRule>> turns) {
        return turns.stream()
                .flatMap(rules -> rules.stream().limit(1))
                .filter(rule -> turns.stream().allMatch(rules -> begins(rules, rule)))
                .findFirst();
    }

    private static boolean begins(List<FieldRule> rules, FieldRule rule) {
        boolean isOverridden = rule.part() instanceof RequestPart.Prompt
                && rules.stream().anyMatch(own -> own.part() instanceof RequestPart.NextPrompt);
        return isOverridden || (!rules.isEmpty() && rules.get(0).equals(rule));
    }

    private static void putTurn(ObjectNode tree, Turn turn, List<FieldRule> own) {
        if (!own.isEmpty()) {
            tree.set("request", RequestTree.of(own));
        }
        tree.set("response", ResponseTree.of(turn.responses()));
    }

    private static void putTexts(ObjectNode tree, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = tree.putArray(key);
            texts.forEach(list::add);
        }
    }

    private static void putIfTrue(ObjectNode tree, String key, boolean value) {
        if (value) {
            tree.put(key, true);
        }
    }
}
