package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.wire.SseEvent;
import java.time.Duration;

/**
 * One event of a stream.
 *
 * @param at the arrival time of its last byte, since the request was sent
 * @param name its name; empty for none
 * @param data its data
 * @param json the data as a tree; a missing node if it is not a JSON object
 */
public record StreamEvent(Duration at, String name, String data, JsonNode json) {
    /** Whether this is {@code [DONE]}, the end of a complete stream. */
    public boolean isDone() {
        return data.equals(SseEvent.DONE);
    }

    /** Whether this is a chunk of a completion, not an error or the end. */
    public boolean isChunk() {
        return json.isObject() && !isError();
    }

    /** Whether this event contains an error: by its name, in its object, or in one of its choices. */
    public boolean isError() {
        return !error().isMissingNode();
    }

    /** Returns the error's object or text; a missing node if there is none. */
    public JsonNode error() {
        if (json.hasNonNull("error")) {
            return json.path("error");
        }
        boolean isNamed = name.equals("error") && json.isObject() && !json.has("choices");
        if (isNamed || json.path("object").asText().equals("error")) {
            return json;
        }
        for (JsonNode choice : json.path("choices")) {
            if (choice.hasNonNull("error")) {
                return choice.path("error");
            }
        }
        return MissingNode.getInstance();
    }
}
