package dev.cannery.internal.contract;

import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.List;

/**
 * A fault on the connection instead of an HTTP response.
 *
 * @param kind the fault
 * @param delay how long to wait before it
 */
public record CannedFault(Kind kind, Delay delay) implements CannedResponse {
    /** The events on a connection that replace a response. */
    public enum Kind {
        /** The connection is reset. */
        RESET,
        /** The connection is closed without a byte. */
        EMPTY,
        /** Bytes that are not HTTP are sent. */
        GARBAGE,
        /** Nothing is sent, and the connection stays open for ten minutes. */
        TIMEOUT;

        /** Returns the fault's name in contracts. */
        public String word() {
            return Words.of(this);
        }
    }

    /**
     * A fault in a response that is otherwise sent as defined.
     *
     * @param kind the fault
     * @param afterChunks how many chunks are sent before it, at most all but the last event; 0 for faults that do not count chunks
     * @param over how long it takes; zero for faults that take no time
     */
    public record Break(BreakKind kind, int afterChunks, Duration over) {
        public Break {
            Pacing.requireNotNegative(over);
            if (afterChunks < 0) {
                throw new IllegalArgumentException("after_chunks must not be negative, was " + afterChunks);
            }
            if (over.isZero() == kind.takesTime()) {
                throw new IllegalArgumentException(
                        kind.takesTime()
                                ? "'" + kind.word() + "' needs 'over', its duration, such as {kind: " + kind.word()
                                        + ", over: 3s}"
                                : "'over' applies only to slow_headers and slow_body, not to '" + kind.word() + "'");
            }
        }

        /** Rejects a response in which the fault would have no effect. */
        void requireEffectOn(List<CannedChoice> choices) {
            int most = choices.stream()
                    .mapToInt(choice -> choice.toolCalls().size())
                    .max()
                    .orElse(0);
            if (kind == BreakKind.MISSING_TOOL_INDEX && most < 1) {
                throw new IllegalArgumentException("'missing_tool_index' needs a response with tool_calls");
            }
            if (kind == BreakKind.DUPLICATE_TOOL_INDEX && most < 2) {
                throw new IllegalArgumentException(
                        "'duplicate_tool_index' needs a response with at least two tool_calls");
            }
        }
    }

    /** The faults in a response. */
    public enum BreakKind {
        /** The connection is reset in the middle of a stream. */
        RESET(Form.STREAMED, Place.NEEDED),
        /** A stream stops, and the connection stays open for ten minutes. */
        STALL(Form.STREAMED, Place.NEEDED),
        /** Bytes that are not HTTP are sent, and the connection is closed. */
        GARBAGE(Form.STREAMED, Place.NEEDED),
        /** The stream ends cleanly, but {@code [DONE]} and the events before it are missing. */
        NO_DONE(Form.STREAMED, Place.NEEDED),
        /** An event with an error is sent, and the body ends. */
        ERROR_EVENT(Form.STREAMED, Place.NEEDED),
        /** The connection is closed in the middle of the next event. */
        HALF_EVENT(Form.STREAMED, Place.NEEDED),
        /** The connection is closed in the middle of a body whose full length was announced. */
        HALF_BODY(Form.WHOLE, Place.NONE),
        /** The JSON of the body or of one event is cut in half inside valid HTTP, as by a truncating proxy. */
        TRUNCATED_JSON(Form.ANY, Place.POSSIBLE),
        /** Every tool call of a stream has index 0. */
        DUPLICATE_TOOL_INDEX(Form.STREAMED, Place.NONE),
        /** The tool calls of a stream have no index. */
        MISSING_TOOL_INDEX(Form.STREAMED, Place.NONE),
        /** The content type is {@code text/html} for a stream and {@code text/plain} for JSON. */
        WRONG_CONTENT_TYPE(Form.ANY, Place.NONE),
        /** The headers are sent byte by byte after the status line. */
        SLOW_HEADERS(Form.ANY, Place.NONE),
        /** The body is sent in small slices that can begin and end anywhere. */
        SLOW_BODY(Form.ANY, Place.NONE);

        private final Form form;
        private final Place place;

        BreakKind(Form form, Place place) {
            this.form = form;
            this.place = place;
        }

        /** Returns the fault's name in contracts. */
        public String word() {
            return Words.of(this);
        }

        /** Whether a response of this form can have the fault; a response of the other form is sent without it. */
        public boolean canHappenTo(boolean isStreamed) {
            return form == Form.ANY || (form == Form.STREAMED) == isStreamed;
        }

        /** Whether the fault requires {@code after_chunks}. */
        public boolean needsChunks() {
            return place == Place.NEEDED;
        }

        /** Whether the fault allows {@code after_chunks}. */
        public boolean countsChunks() {
            return place != Place.NONE;
        }

        /** Whether the fault requires {@code over}. */
        public boolean takesTime() {
            return this == SLOW_HEADERS || this == SLOW_BODY;
        }

        private enum Form {
            STREAMED,
            WHOLE,
            ANY
        }

        private enum Place {
            NONE,
            POSSIBLE,
            NEEDED
        }
    }
}
