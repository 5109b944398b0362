package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Set;

/** Finds the messages that answer tool calls. */
final class ToolMessages {
    private ToolMessages() {}

    static JsonNode lastAnswer(JsonNode messages, int since, String tool) {
        Set<String> ids = new HashSet<>();
        JsonNode answer = MissingNode.getInstance();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            for (JsonNode call : message.path("tool_calls")) {
                String id = call.path("id").asText("");
                // a call without an id cannot be answered, and certainly not by a message without one
                if (!id.isEmpty() && nameOf(call).equals(tool)) {
                    ids.add(id);
                }
            }
            if (i >= since && answers(message, tool, ids)) {
                answer = message;
            }
        }
        return answer;
    }

    private static boolean answers(JsonNode message, String tool, Set<String> ids) {
        return switch (message.path("role").asText("")) {
            case "tool" -> ids.contains(message.path("tool_call_id").asText(""));
            case "function" -> message.path("name").asText("").equals(tool);
            default -> false;
        };
    }

    private static String nameOf(JsonNode call) {
        return call.path(call.path("type").asText("function")).path("name").asText("");
    }
}
