package dev.cannery.contract;

import java.time.Duration;

/**
 * Something that is no HTTP answer.
 *
 * @param kind what happens on the connection
 * @param delay how long nothing happens before
 */
public record CannedFault(Kind kind, Duration delay) implements CannedResponse {
    public CannedFault {
        Pacing.requireNotNegative("delay", delay);
    }

    /** What happens on the connection instead of an answer. */
    public enum Kind {
        /** It is reset. */
        RESET,
        /** It ends without a byte. */
        EMPTY,
        /** Bytes come that are no HTTP. */
        GARBAGE,
        /** Nothing comes, and it stays open. */
        TIMEOUT
    }

    /**
     * How a stream ends before its answer does; an answer that is not streamed is given whole.
     *
     * @param afterChunks how many chunks come before, but never the last event of the stream
     * @param kind what happens then
     */
    public record Break(int afterChunks, BreakKind kind) {}

    /** How a stream breaks. */
    public enum BreakKind {
        /** The connection is reset. */
        RESET,
        /** Nothing more comes, and the connection stays open. */
        STALL,
        /** Bytes come that are no HTTP, and the connection ends. */
        GARBAGE,
        /** The body ends as a sound one does, but {@code [DONE]} and what was to come before it are missing. */
        NO_DONE,
        /** An event that holds an error comes, and the body ends. */
        ERROR_EVENT,
        /** The connection ends in the middle of the next event. */
        HALF_EVENT
    }
}
