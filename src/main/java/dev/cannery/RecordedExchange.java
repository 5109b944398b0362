package dev.cannery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that the server received, with the outcome.
 *
 * @param request the request
 * @param conclusion what responded, or why nothing did
 * @param status the HTTP status of the response
 * @param fault the injected fault, such as {@code stall after 3}, or how the response misbehaves, such as
 *     {@code misbehave cut_arguments}; null if it is valid
 * @param received the time at which the request had been read
 * @param duration the time from then until the last byte of the response was sent or the client disconnected; null until then
 */
public record RecordedExchange(
        RecordedRequest request,
        Conclusion conclusion,
        int status,
        @Nullable String fault,
        Instant received,
        @Nullable Duration duration) {
    /** Returns the kind of outcome. */
    public Kind kind() {
        return conclusion.kind();
    }

    /** Returns the name of the interaction that responded; null if none did. */
    public @Nullable String interaction() {
        Interaction interaction = conclusion.answeredBy();
        return interaction == null ? null : interaction.name();
    }

    /** Returns a text that explains why no interaction responded; empty if an interaction or a WireMock stub did. */
    public String explanation() {
        return conclusion.explanation();
    }

    /** Returns the first sentence of the {@link #explanation()}, with the field that was wrong; empty if there is none. */
    public String summary() {
        return conclusion.summary();
    }

    /** Whether the request asked for a stream. */
    public boolean isStreamed() {
        return request.isStreamed();
    }

    /**
     * The source of a response, or the reason why nothing responded.
     *
     * @param kind the kind of outcome
     * @param answeredBy the interaction that responded; null if none did
     * @param turn the index of the interaction's turn, from 0
     * @param explanation why no interaction responded; empty if an interaction or a WireMock stub did
     * @param summary the explanation in one line
     */
    public record Conclusion(
            Kind kind, @Nullable Interaction answeredBy, int turn, String explanation, String summary) {}

    /** The kinds of outcome of a request. */
    public enum Kind {
        /** An interaction or a function responded, or the request was one for models or stored completions. */
        ANSWERED,
        /** No interaction matched. */
        MISSED,
        /** The provider would refuse the request, or it is not a request for a chat completion. */
        REFUSED,
        /** The canned response does not fit the request, or the server failed. */
        FAILED,
        /** A WireMock stub answered. */
        STUBBED,
        /** A provider answered, whose answers are recorded. */
        FORWARDED;

        /** Whether the request went wrong: it missed, was refused, or failed. */
        public boolean isTrouble() {
            return this == MISSED || this == REFUSED || this == FAILED;
        }
    }
}
