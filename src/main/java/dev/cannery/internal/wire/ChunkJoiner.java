package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the chunks of a stream to a completion. Members of any provider are kept, in the order of their first occurrence. What a
 * later chunk omits, or sends as null or as an empty text, does not remove earlier values.
 */
public final class ChunkJoiner {
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, Choice> choices = new TreeMap<>();

    private ChunkJoiner() {}

    /** Returns the completion of these chunks; without {@code choices} if no chunk has any. */
    public static ObjectNode join(List<JsonNode> chunks) {
        ChunkJoiner joiner = new ChunkJoiner();
        chunks.forEach(joiner::add);
        return joiner.end();
    }

    /**
     * Returns the completion of these chunks in the form of a whole response: members that a stream may omit when they are empty are
     * null.
     */
    public static ObjectNode completion(List<JsonNode> chunks) {
        ObjectNode whole = join(chunks);
        for (JsonNode choice : whole.withArray("choices")) {
            ObjectNode joined = (ObjectNode) choice;
            ObjectNode message =
                    joined.path("message") instanceof ObjectNode present ? present : joined.putObject("message");
            putNullUnlessThere(message, "content");
            putNullUnlessThere(message, "refusal");
            putNullUnlessThere(joined, "logprobs");
        }
        return whole.put("object", "chat.completion");
    }

    private static void putNullUnlessThere(ObjectNode object, String name) {
        if (!object.has(name)) {
            object.putNull(name);
        }
    }

    private void add(JsonNode chunk) {
        for (Map.Entry<String, JsonNode> member : chunk.properties()) {
            switch (member.getKey()) {
                case "choices" -> addChoices(member.getValue());
                // random letters that hide lengths from eavesdroppers, not part of the response
                case "obfuscation" -> {}
                default -> addMember(member.getKey(), member.getValue());
            }
        }
    }

    /** Adds a member. A list, such as the sources of a response, replaces that of earlier chunks. */
    private void addMember(String name, JsonNode value) {
        if (value.isArray()) {
            if (!value.isEmpty() || !whole.has(name)) {
                whole.set(name, value.deepCopy());
            }
        } else {
            MemberJoiner.add(whole, name, value);
        }
    }

    private void addChoices(JsonNode list) {
        if (!whole.has("choices")) {
            whole.putArray("choices");
        }
        int position = 0;
        for (JsonNode choice : list) {
            int index = choice.path("index").asInt(position++);
            choices.computeIfAbsent(index, fresh -> new Choice()).add(choice);
        }
    }

    private ObjectNode end() {
        if (whole.path("object").asText().endsWith(".chunk")) {
            whole.put("object", "chat.completion");
        }
        if (whole.path("choices") instanceof ArrayNode list) {
            choices.values().forEach(choice -> list.add(choice.end()));
        }
        MemberJoiner.settle(whole);
        return whole;
    }

    /** One choice, assembled from deltas. */
    private static final class Choice {
        private static final List<String> CALLED = List.of("function", "custom", "function_call");

        private final ObjectNode choice = JsonNodeFactory.instance.objectNode();
        private final ObjectNode message = JsonNodeFactory.instance.objectNode();
        private final Map<Integer, ObjectNode> calls = new LinkedHashMap<>();
        private int last;

        private void add(JsonNode piece) {
            for (Map.Entry<String, JsonNode> member : piece.properties()) {
                String name = member.getKey();
                JsonNode value = member.getValue();
                if (name.equals("delta") || (name.equals("message") && !piece.has("delta"))) {
                    choice.set("message", message);
                    say(value);
                } else if (!name.equals("message")) {
                    MemberJoiner.add(choice, name, value);
                }
            }
        }

        private void say(JsonNode delta) {
            for (Map.Entry<String, JsonNode> member : delta.properties()) {
                String name = member.getKey();
                JsonNode value = member.getValue();
                if (name.equals("tool_calls") && value.isArray()) {
                    if (!message.path(name).isArray()) {
                        message.putArray(name);
                    }
                    addCalls(value);
                } else if (name.equals("function_call") && value.isObject()) {
                    addCalled(message, name, value);
                } else {
                    MemberJoiner.add(message, name, value);
                }
            }
        }

        private void addCalls(JsonNode pieces) {
            int position = 0;
            for (JsonNode piece : pieces) {
                addCall(piece, pieces.size() > 1 ? position : last);
                position++;
            }
        }

        /** Adds a fragment of a call: to the call with its index, otherwise to the one at its position, otherwise to the last one. */
        private void addCall(JsonNode piece, int otherwise) {
            int index = piece.path("index").asInt(otherwise);
            ObjectNode known = calls.get(index);
            if (known != null && begins(piece, known)) {
                index = calls.size();
                known = null;
            }
            last = index;
            if (known == null) {
                known = JsonNodeFactory.instance.objectNode();
                calls.put(index, known);
            }
            for (Map.Entry<String, JsonNode> member : piece.properties()) {
                String name = member.getKey();
                if (CALLED.contains(name) && member.getValue().isObject()) {
                    addCalled(known, name, member.getValue());
                } else if (!name.equals("index")) {
                    MemberJoiner.add(known, name, member.getValue());
                }
            }
        }

        /**
         * Whether a fragment starts another call than the one of its index: it names a tool, and has its own id or, where the
         * provider gives no ids, follows arguments that are complete.
         */
        private static boolean begins(JsonNode piece, ObjectNode known) {
            String id = piece.path("id").asText("");
            String knownId = known.path("id").asText("");
            String kind = CALLED.stream()
                    .filter(word -> !piece.path(word).path("name").asText("").isEmpty())
                    .findFirst()
                    .orElse("");
            if (kind.isEmpty() || !knownId.isEmpty()) {
                return !kind.isEmpty() && !id.isEmpty() && !id.equals(knownId);
            }
            JsonNode called = known.path(kind);
            boolean saysMore = !piece.path(kind).path("arguments").asText("").isEmpty()
                    || !piece.path(kind).path("name").equals(called.path("name"));
            return saysMore && isComplete(called.path("arguments"));
        }

        private static boolean isComplete(JsonNode arguments) {
            String text = arguments.asText("").strip();
            if (!text.endsWith("}")) {
                return false;
            }
            try {
                return Json.parse(text).isObject();
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        /** Adds a fragment of the called function; a repeated name is ignored. */
        private static void addCalled(ObjectNode to, String kind, JsonNode piece) {
            ObjectNode called = to.get(kind) instanceof ObjectNode present ? present : to.putObject(kind);
            for (Map.Entry<String, JsonNode> member : piece.properties()) {
                JsonNode value = member.getValue();
                JsonNode present = called.path(member.getKey());
                if (member.getKey().equals("name") && present.isTextual() && value.isTextual()) {
                    boolean isRepeated = present.textValue().equals(value.textValue());
                    called.put("name", isRepeated ? present.textValue() : present.textValue() + value.textValue());
                } else {
                    MemberJoiner.add(called, member.getKey(), value);
                }
            }
        }

        private ObjectNode end() {
            if (message.path("tool_calls") instanceof ArrayNode list) {
                calls.values().forEach(list::add);
            }
            return choice;
        }
    }
}
