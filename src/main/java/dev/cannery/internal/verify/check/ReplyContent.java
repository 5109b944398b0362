package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.verify.stream.StreamEvent;
import java.util.List;
import java.util.Set;

/**
 * What a reply says.
 *
 * @param status its status, 0 when there was none
 * @param completion the answer, joined where it was streamed; a missing node when there is none
 * @param error the error's object or text; a missing node when there is none
 * @param transcript the events of a stream; none of a whole answer
 */
public record ReplyContent(int status, JsonNode completion, JsonNode error, SseTranscript transcript) {
    private static final Set<Integer> CALLER_STATUSES = Set.of(401, 402, 403, 407, 429);
    private static final Set<String> CALLER_CODES =
            Set.of("insufficient_quota", "invalid_api_key", "billing_hard_limit_reached", "account_deactivated");

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

    /** Whether the reply refuses the caller, whatever the request is. */
    boolean refusesCaller() {
        return CALLER_STATUSES.contains(status) || namesCaller(error);
    }

    /** Whether an error says that this caller is refused whatever the request is. */
    static boolean namesCaller(JsonNode error) {
        return CALLER_CODES.contains(error.path("code").asText(""));
    }
}
