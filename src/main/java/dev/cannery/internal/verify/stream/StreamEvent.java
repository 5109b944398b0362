package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.wire.SseEvent;
import java.time.Duration;

/**
 * One event of a stream.
 *
 * @param at when its last byte came, after the request was sent
 * @param name its name, empty for none
 * @param data what it holds
 * @param json the same as a tree; a missing node when it is no JSON object
 */
public record StreamEvent(Duration at, String name, String data, JsonNode json) {
    /** Whether this is the end of a valid stream. */
    public boolean isDone() {
        return data.equals(SseEvent.DONE);
    }

    /** Whether this is a chunk of a completion, not an error or the end. */
    public boolean isChunk() {
        return json.isObject() && !isError();
    }

    /** Whether this tells an error: by its name, in its own object, or in one of its choices. */
    public boolean isError() {
        return !error().isMissingNode();
    }

    /** The error's object or text; a missing node when this tells none. */
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
