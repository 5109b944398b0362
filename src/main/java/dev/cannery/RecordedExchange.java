package dev.cannery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request and how it was answered.
 *
 * @param request the request
 * @param conclusion who answered, or why nobody did
 * @param status the HTTP status of the answer
 * @param fault the fault that was injected, as {@code stall after 3}; null if there was none
 * @param received when the request had been read
 * @param duration the time from then until the last byte of the answer was sent, or the client disconnected; null until then
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

    /** The name of the interaction that answered; null if none did. */
    public @Nullable String interaction() {
        Interaction interaction = conclusion.answeredBy();
        return interaction == null ? null : interaction.name();
    }

    /** Why no interaction answered, for people; empty if one did, or a WireMock stub. */
    public String explanation() {
        return conclusion.explanation();
    }

    /** The first sentence of the {@link #explanation()}, with the field that was wrong; empty if there is none. */
    public String summary() {
        return conclusion.summary();
    }

    /** Whether the request asked for a stream. */
    public boolean isStreamed() {
        return request.isStreamed();
    }

    /**
     * Who answered, or why nobody did.
     *
     * @param kind what became of the request
     * @param answeredBy the interaction that answered; null if none did
     * @param turn which of the interaction's turns, from 0
     * @param explanation why no interaction answered, for people; empty if one did, or a WireMock stub
     * @param summary the explanation in one line
     */
    public record Conclusion(
            Kind kind, @Nullable Interaction answeredBy, int turn, String explanation, String summary) {}

    /** What became of a request. */
    public enum Kind {
        /** It was answered by an interaction, by a function, or as the models and stored completions of the API. */
        ANSWERED,
        /** No interaction matched. */
        MISSED,
        /** The provider would refuse it, or it is not a request for a chat completion. */
        REFUSED,
        /** The canned response does not fit the request, or the server failed. */
        FAILED,
        /** A WireMock stub answered. */
        STUBBED
    }
}
