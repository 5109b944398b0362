package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Joins the events of a stream of the Responses API. */
public final class ResponseEvents {
    private static final String TYPE = "type";
    private static final String RESPONSE = "response";
    private static final Set<String> LAST = Set.of("response.completed", "response.incomplete", "response.failed");

    private ResponseEvents() {}

    /** Whether these are events of the Responses API, and not chunks of a chat completion. */
    public static boolean areIn(List<JsonNode> events) {
        return events.stream().anyMatch(event -> event.path(TYPE).asText("").startsWith(RESPONSE + "."));
    }

    /** Whether an event is the last of a stream. */
    public static boolean isLast(JsonNode event) {
        return LAST.contains(event.path(TYPE).asText(""));
    }

    /**
     * Returns the Response that events report: that of the last event or, if the stream was cut, its complete items so far. The
     * backend of ChatGPT leaves the items out of the last event (recorded 26 of 26).
     */
    public static ObjectNode join(List<JsonNode> events) {
        ObjectNode joined = Json.object().put("object", RESPONSE);
        ArrayNode items = Json.array();
        for (JsonNode event : events) {
            String type = event.path(TYPE).asText("");
            if (event.path(RESPONSE) instanceof ObjectNode response) {
                boolean isComplete = isLast(event);
                if (isComplete && (items.isEmpty() || !response.path("output").isEmpty())) {
                    return response;
                }
                joined = response.deepCopy();
            } else if (type.equals("response.output_item.done")) {
                items.add(event.path("item"));
            }
        }
        joined.set("output", items);
        return joined;
    }
}
