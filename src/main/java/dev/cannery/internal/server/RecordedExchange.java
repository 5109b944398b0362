package dev.cannery.internal.server;

import dev.cannery.internal.matching.Match;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and how it was answered.
 *
 * @param request the request
 * @param conclusion who answered, or why nobody did
 * @param status the HTTP status of the answer
 * @param fault what was made to go wrong, as {@code stall after 3}, by chance or by the request's header; null for nothing
 * @param received when the request had been read
 * @param duration the time from then until the answer's last byte left, or until the client went away; null before
 */
public record RecordedExchange(
        RecordedRequest request,
        Conclusion conclusion,
        int status,
        @Nullable String fault,
        Instant received,
        @Nullable Duration duration) {
    /** What became of the request. */
    public Kind kind() {
        return conclusion.kind();
    }

    /** The interaction that answered, and which of its turns; null when none did. */
    public @Nullable Match match() {
        return conclusion.match();
    }

    /** Why no interaction answered, for people; empty when one did, or an ordinary stub. */
    public String explanation() {
        return conclusion.explanation();
    }

    /** The first sentence of the {@link #explanation()}, with the field that was wrong; empty when there is none. */
    public String summary() {
        return conclusion.summary();
    }

    /** The name of the interaction that answered; null when none did. */
    public @Nullable String interaction() {
        Match match = match();
        return match == null ? null : match.interaction().name();
    }

    /** Whether the answer was to be streamed. */
    public boolean isStreamed() {
        return request.toChatRequest().filter(chat -> chat.wantsStream()).isPresent();
    }

    /**
     * Who answered, or why nobody did.
     *
     * @param kind what became of the request
     * @param match the interaction that answered, and which of its turns; null when none did
     * @param explanation why no interaction answered, for people; empty when one did, or an ordinary stub
     * @param summary the same in one line
     */
    public record Conclusion(Kind kind, @Nullable Match match, String explanation, String summary) {}

    /** What became of a request. */
    public enum Kind {
        /** An interaction answered, or what the API knows beside chats: models and stored completions. */
        ANSWERED,
        /** No interaction matched. */
        MISSED,
        /** The provider would refuse it, or it is no request for a chat completion. */
        REFUSED,
        /** The canned answer does not fit the request, or the server failed. */
        FAILED,
        /** An ordinary stub answered. */
        STUBBED
    }
}
