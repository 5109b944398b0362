package dev.cannery.contract.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import dev.cannery.contract.FieldRule;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;
import java.util.List;

/** An interaction as a tree of the format. */
final class InteractionTree {
    private InteractionTree() {}

    static ObjectNode of(Interaction interaction) {
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
        if (interaction.isConversation()) {
            putTurns(tree, interaction.turns());
        } else {
            putTurn(tree, interaction.turns().get(0), 0);
        }
        VerificationTree.of(interaction.verification()).ifPresent(verify -> tree.set("verify", verify));
        return tree;
    }

    private static boolean isStrict(Interaction interaction) {
        boolean isStrict = interaction.turns().get(0).request().isStrict();
        if (interaction.turns().stream().anyMatch(turn -> turn.request().isStrict() != isStrict)) {
            throw new IllegalArgumentException("the turns of '" + interaction.name()
                    + "' must be strict all or none, since a file says it once for the interaction");
        }
        return isStrict;
    }

    private static void putTurns(ObjectNode tree, List<Turn> turns) {
        int shared = countShared(turns);
        List<FieldRule> rules = turns.get(0).request().rules().subList(0, shared);
        if (!rules.isEmpty()) {
            tree.set("request", RequestTree.of(rules));
        }
        ArrayNode list = tree.putArray("turns");
        turns.forEach(turn -> putTurn(list.addObject(), turn, shared));
    }

    /** How many rules, from the first on, are the same in all turns: a file writes these once, above the turns. */
    private static int countShared(List<Turn> turns) {
        List<FieldRule> first = turns.get(0).request().rules();
        int shared = 0;
        while (shared < first.size() && isShared(turns, first.get(shared), shared)) {
            shared++;
        }
        return shared;
    }

    private static boolean isShared(List<Turn> turns, FieldRule rule, int index) {
        return turns.stream()
                .map(turn -> turn.request().rules())
                .allMatch(rules -> index < rules.size() && rules.get(index).equals(rule));
    }

    private static void putTurn(ObjectNode tree, Turn turn, int shared) {
        List<FieldRule> own =
                turn.request().rules().subList(shared, turn.request().rules().size());
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
