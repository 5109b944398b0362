package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The items of calls of the Responses API that a provider answered, to which later calls refer by id. The oldest calls are forgotten.
 *
 * <p>Thread-safe.
 */
public final class RecordedItems implements EarlierItems {
    private static final int RESPONSES = 10_000;
    private static final int ITEMS = 100_000;

    private final BoundedCache<String, List<JsonNode>> conversations = bounded(RESPONSES);
    private final BoundedCache<String, JsonNode> byId = bounded(ITEMS);
    private final BoundedCache<String, String> responsesOfCalls = bounded(ITEMS);
    private final BoundedCache<String, String> reasoningBefore = bounded(ITEMS);

    private static <V> BoundedCache<String, V> bounded(int entries) {
        return new BoundedCache<>(entries, entries, (id, value) -> 1);
    }

    /** Adds the items of a call. */
    public void add(ObjectNode request, JsonNode response) {
        String id = response.path("id").asText("");
        JsonNode conversation = request.path("conversation");
        String continued = conversation.path("id").asText(conversation.asText(""));
        String previous = request.path("previous_response_id").asText(continued);
        List<JsonNode> items = new ArrayList<>(conversation(previous).orElse(List.of()));
        JsonNode input = request.path("input");
        if (input.isTextual()) {
            items.add(Json.object().put("type", "message").put("role", "user").set("content", input));
        } else {
            input.forEach(item -> items.add(resolved(item)));
        }
        addOutput(response.path("output"), id, items);
        conversations.put(id, items);
        if (!continued.isEmpty()) {
            conversations.put(continued, items);
        }
    }

    private void addOutput(JsonNode output, String response, List<JsonNode> items) {
        String reasoning = "";
        for (JsonNode item : output) {
            items.add(item);
            String id = item.path("id").asText("");
            if (!reasoning.isEmpty()) {
                reasoningBefore.put(id, reasoning);
            }
            reasoning = item.path("type").asText("").equals("reasoning") ? id : "";
            byId.put(id, item);
            if (item.has("call_id")) {
                responsesOfCalls.put(item.path("call_id").asText(), response);
            }
        }
    }

    private JsonNode resolved(JsonNode item) {
        return item.path("type").asText("").equals("item_reference")
                ? item(item.path("id").asText("")).orElse(item)
                : item;
    }

    @Override
    public Optional<List<JsonNode>> conversation(String id) {
        return found(conversations.find(id)).map(List::copyOf);
    }

    @Override
    public Optional<JsonNode> item(String id) {
        return found(byId.find(id));
    }

    @Override
    public Optional<String> responseOfCall(String callId) {
        return found(responsesOfCalls.find(callId));
    }

    @Override
    public Optional<String> reasoningBefore(String id) {
        return found(reasoningBefore.find(id));
    }

    private static <V> Optional<V> found(@Nullable V value) {
        return Optional.ofNullable(value);
    }

    /** An id that is not recorded may exist at the provider, which accepted the request. */
    @Override
    public boolean mayHold(String id) {
        return true;
    }
}
