package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.verify.stream.StreamEvent;
import java.util.List;

/**
 * What a reply says.
 *
 * @param status its status, 0 when there was none
 * @param completion the answer, joined where it was streamed; a missing node when there is none
 * @param error the error's object or text; a missing node when there is none
 * @param transcript the events of a stream; none of a whole answer
 */
public record Understood(int status, JsonNode completion, JsonNode error, SseTranscript transcript) {
    static final SseTranscript NO_EVENTS = new SseTranscript(List.of(), List.of());

    /** Whether there is an answer to judge further. */
    public boolean isAnswer() {
        return completion.isObject();
    }

    /** The answer as it came: a whole one, or the first chunk of a streamed one; a missing node where there is none. */
    JsonNode sample() {
        return transcript.events().stream()
                .filter(StreamEvent::isChunk)
                .map(StreamEvent::json)
                .findFirst()
                .orElse(completion);
    }

    /** The tokens that the answer cost, as it tells them; 0 where it does not. */
    public long tokens() {
        return completion.path("usage").path("total_tokens").asLong(0);
    }

    /** The words of the error for people; empty when there are none. */
    public String errorMessage() {
        return error.isTextual() ? error.asText() : error.path("message").asText("");
    }
}
