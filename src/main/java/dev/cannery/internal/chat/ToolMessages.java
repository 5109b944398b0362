package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds the messages that answer tool calls. */
final class ToolMessages {
    private ToolMessages() {}

    static JsonNode lastAnswer(JsonNode messages, int since, String tool) {
        Set<String> ids = new HashSet<>();
        Deque<String> withoutId = new ArrayDeque<>();
        JsonNode answer = MissingNode.getInstance();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            if (message.path("role").asText("").equals("assistant")) {
                withoutId.clear();
            }
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode id = call.path("id");
                if (isEmpty(id)) {
                    withoutId.add(nameOf(call));
                } else if (id.isTextual() && nameOf(call).equals(tool)) {
                    ids.add(id.textValue());
                }
            }
            boolean isAnswer =
                    isEmpty(message.path("tool_call_id")) ? tool.equals(withoutId.poll()) : answers(message, tool, ids);
            if (i >= since && isAnswer) {
                answer = message;
            }
        }
        return answer;
    }

    /**
     * Whether an id is the empty one that some providers give to all calls. Its results are in the order of the calls. A missing
     * id answers nothing.
     */
    static boolean isEmpty(JsonNode id) {
        return id.isTextual() && id.textValue().isEmpty();
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
