package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of recorded calls of the Responses API, to which later calls refer by id. */
final class RecordedItems implements EarlierItems {
    private final Map<String, List<JsonNode>> byResponse = new HashMap<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, String> responsesOfCalls = new HashMap<>();
    private final Map<String, String> reasoningBefore = new HashMap<>();

    /** Adds the items of a call. */
    void add(ObjectNode request, JsonNode response) {
        String id = response.path("id").asText("");
        List<JsonNode> items = new ArrayList<>(
                conversation(request.path("previous_response_id").asText("")).orElse(List.of()));
        JsonNode input = request.path("input");
        if (input.isTextual()) {
            items.add(Json.object().put("type", "message").put("role", "user").set("content", input));
        } else {
            input.forEach(item -> items.add(resolved(item)));
        }
        String reasoning = "";
        for (JsonNode item : response.path("output")) {
            items.add(item);
            if (!reasoning.isEmpty()) {
                reasoningBefore.put(item.path("id").asText(""), reasoning);
            }
            reasoning = item.path("type").asText("").equals("reasoning")
                    ? item.path("id").asText("")
                    : "";
            byId.put(item.path("id").asText(""), item);
            if (item.has("call_id")) {
                responsesOfCalls.put(item.path("call_id").asText(), id);
            }
        }
        byResponse.put(id, items);
    }

    private JsonNode resolved(JsonNode item) {
        return item.path("type").asText("").equals("item_reference")
                ? byId.getOrDefault(item.path("id").asText(""), item)
                : item;
    }

    @Override
    public Optional<List<JsonNode>> conversation(String id) {
        return Optional.ofNullable(byResponse.get(id)).map(List::copyOf);
    }

    @Override
    public Optional<JsonNode> item(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<String> responseOfCall(String callId) {
        return Optional.ofNullable(responsesOfCalls.get(callId));
    }

    @Override
    public Optional<String> reasoningBefore(String id) {
        return Optional.ofNullable(reasoningBefore.get(id));
    }

    /** An id that is not recorded may exist at the provider, which accepted the request. */
    @Override
    public boolean mayHold(String id) {
        return true;
    }
}
