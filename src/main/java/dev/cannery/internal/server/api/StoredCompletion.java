package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.Map;

/**
 * A completion that a client asked to store.
 *
 * @param id the id of the completion
 * @param model the requested model
 * @param completion the whole response with its metadata; must not be modified
 * @param messages the messages of the request, in the form in which they are listed
 * @param weight the approximate size in memory, in bytes
 */
public record StoredCompletion(String id, String model, ObjectNode completion, ArrayNode messages, long weight)
        implements BoundedStore.Entry {
    private static final long OVERHEAD = 2_000;

    /** The size of a tree in memory, per byte of its text. */
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

    /** Whether the request or the response named this model. */
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
