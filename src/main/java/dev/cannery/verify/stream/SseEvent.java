package dev.cannery.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * One event of a stream.
 *
 * @param at when its last byte came, after the request was sent
 * @param data what it holds
 * @param json the same as a tree; a missing node when it is no JSON object
 */
public record SseEvent(Duration at, String data, JsonNode json) {
    /** What the last event of a sound stream holds. */
    static final String DONE = "[DONE]";

    /** Whether this is the end of a sound stream. */
    public boolean isDone() {
        return data.equals(DONE);
    }

    /** Whether this is a chunk of a completion, not an error or the end. */
    public boolean isChunk() {
        return json.isObject() && !isError();
    }

    /** Whether this tells an error. */
    public boolean isError() {
        return json.hasNonNull("error") || json.path("object").asText().equals("error");
    }

    /** The error's object or text; a missing node when this tells none. */
    public JsonNode error() {
        return json.hasNonNull("error") || !isError() ? json.path("error") : json;
    }
}
