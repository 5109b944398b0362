package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One choice that grows from deltas. */
final class JoinedChoice {
    private static final List<String> CALLED = List.of("function", "custom", "function_call");

    private final ObjectNode choice = JsonNodeFactory.instance.objectNode();
    private final ObjectNode message = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, ObjectNode> calls = new LinkedHashMap<>();
    private int last;

    void add(JsonNode piece) {
        for (Map.Entry<String, JsonNode> member : piece.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("delta") || (name.equals("message") && !piece.has("delta"))) {
                choice.set("message", message);
                say(value);
            } else if (!name.equals("message")) {
                Pieces.add(choice, name, value);
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
                Pieces.add(message, name, value);
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

    /** Adds a piece of a call: to that of its index, or else to the one at its place, or else to the last one. */
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
                Pieces.add(known, name, member.getValue());
            }
        }
    }

    /** Whether a piece opens another call than the one of its index: it names a tool under an id of its own. */
    private static boolean begins(JsonNode piece, ObjectNode known) {
        String id = piece.path("id").asText("");
        boolean isOther = piece.path("id").isTextual()
                && !id.isEmpty()
                && !known.path("id").asText("").isEmpty()
                && !id.equals(known.path("id").asText());
        return isOther
                && CALLED.stream()
                        .anyMatch(kind ->
                                !piece.path(kind).path("name").asText("").isEmpty());
    }

    /** Adds what is called with what; a name that is said again is no part of it. */
    private static void addCalled(ObjectNode to, String kind, JsonNode piece) {
        ObjectNode called = to.get(kind) instanceof ObjectNode present ? present : to.putObject(kind);
        for (Map.Entry<String, JsonNode> member : piece.properties()) {
            JsonNode value = member.getValue();
            JsonNode present = called.path(member.getKey());
            if (member.getKey().equals("name") && present.isTextual() && value.isTextual()) {
                boolean isRepeated = present.textValue().equals(value.textValue());
                called.put("name", isRepeated ? present.textValue() : present.textValue() + value.textValue());
            } else {
                Pieces.add(called, member.getKey(), value);
            }
        }
    }

    ObjectNode end() {
        if (message.path("tool_calls") instanceof ArrayNode list) {
            calls.values().forEach(list::add);
        }
        return choice;
    }
}
