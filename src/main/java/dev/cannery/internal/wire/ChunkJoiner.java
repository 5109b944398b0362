package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the chunks of a stream to the completion that they are pieces of. Members stand in the order in which they first came,
 * those of any provider; what a later chunk leaves out, or says as null or as an empty text, takes nothing back.
 */
public final class ChunkJoiner {
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, JoinedChoice> choices = new TreeMap<>();

    private ChunkJoiner() {}

    /** The completion of these chunks; without {@code choices} when none of them has any. */
    public static ObjectNode join(List<JsonNode> chunks) {
        ChunkJoiner joiner = new ChunkJoiner();
        chunks.forEach(joiner::add);
        return joiner.end();
    }

    private void add(JsonNode chunk) {
        for (Map.Entry<String, JsonNode> member : chunk.properties()) {
            switch (member.getKey()) {
                case "choices" -> addChoices(member.getValue());
                // random letters against eavesdroppers, no part of the answer
                case "obfuscation" -> {}
                default -> addMember(member.getKey(), member.getValue());
            }
        }
    }

    /** A list is told anew by each chunk that has it, as the sources of an answer are. */
    private void addMember(String name, JsonNode value) {
        if (value.isArray()) {
            if (!value.isEmpty() || !whole.has(name)) {
                whole.set(name, value.deepCopy());
            }
        } else {
            Pieces.add(whole, name, value);
        }
    }

    private void addChoices(JsonNode list) {
        if (!whole.has("choices")) {
            whole.putArray("choices");
        }
        int position = 0;
        for (JsonNode choice : list) {
            int index = choice.path("index").asInt(position++);
            choices.computeIfAbsent(index, fresh -> new JoinedChoice()).add(choice);
        }
    }

    private ObjectNode end() {
        if (whole.path("object").asText().endsWith(".chunk")) {
            whole.put("object", "chat.completion");
        }
        if (whole.path("choices") instanceof ArrayNode list) {
            choices.values().forEach(choice -> list.add(choice.end()));
        }
        GrowingText.settle(whole);
        return whole;
    }
}
