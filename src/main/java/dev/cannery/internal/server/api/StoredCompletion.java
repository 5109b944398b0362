package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.Map;

/**
 * A completion that a client wanted to be stored.
 *
 * @param id its id
 * @param model the model that was asked for
 * @param completion the whole answer, its metadata among it; not to be changed
 * @param messages the messages that it answered, as they are listed
 * @param weight about how many bytes of memory it takes
 */
record StoredCompletion(String id, String model, ObjectNode completion, ArrayNode messages, long weight) {
    private static final long OVERHEAD = 2_000;

    /** What a tree weighs for each byte of its text. */
    private static final long TREE = 6;

    static StoredCompletion of(ChatRequest request, ObjectNode completion, int bytes) {
        String id = completion.path("id").asText();
        JsonNode metadata = request.field("metadata");
        completion.set("metadata", metadata.isObject() ? metadata : Json.object());
        ArrayNode messages = messages(id, request.messages());
        long weight = OVERHEAD + TREE * (bytes + messages.toString().length());
        return new StoredCompletion(id, request.model(), completion, messages, weight);
    }

    private static ArrayNode messages(String id, JsonNode sent) {
        ArrayNode messages = Json.array();
        for (JsonNode message : sent) {
            ObjectNode listed = Json.object().put("id", id + "-" + messages.size());
            listed.set("role", message.path("role"));
            JsonNode content = message.path("content");
            listed.set("content", content.isTextual() ? content : null);
            listed.put("refusal", message.path("refusal").asText(null));
            listed.put("name", message.path("name").asText(null));
            listed.set("content_parts", content.isArray() ? content : null);
            for (String name : new String[] {"tool_calls", "tool_call_id", "function_call"}) {
                if (message.hasNonNull(name)) {
                    listed.set(name, message.get(name));
                }
            }
            messages.add(listed);
        }
        return messages;
    }

    StoredCompletion with(JsonNode metadata) {
        ObjectNode changed = completion.deepCopy();
        changed.set("metadata", metadata);
        return new StoredCompletion(id, model, changed, messages, weight);
    }

    /** Whether it was asked of this model, by the name that was sent or the one that answered. */
    boolean isOf(String wanted) {
        return wanted.equals(model) || wanted.equals(completion.path("model").asText());
    }

    boolean hasMetadata(Map<String, String> wanted) {
        JsonNode metadata = completion.path("metadata");
        return wanted.entrySet().stream()
                .allMatch(pair ->
                        pair.getValue().equals(metadata.path(pair.getKey()).asText(null)));
    }
}
