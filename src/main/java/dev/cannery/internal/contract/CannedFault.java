package dev.cannery.internal.contract;

import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.List;

/**
 * Something that is no HTTP answer.
 *
 * @param kind what happens on the connection
 * @param delay how long nothing happens before
 */
public record CannedFault(Kind kind, Delay delay) implements CannedResponse {
    /** What happens on the connection instead of an answer. */
    public enum Kind {
        /** It is reset. */
        RESET,
        /** It ends without a byte. */
        EMPTY,
        /** Bytes come that are no HTTP. */
        GARBAGE,
        /** Nothing comes, and it stays open for ten minutes. */
        TIMEOUT;

        /** The kind as contracts write it. */
        public String word() {
            return Words.of(this);
        }
    }

    /**
     * What is wrong with an answer that is otherwise given as it is written.
     *
     * @param kind what it is
     * @param afterChunks how many chunks come before, but never the last event of the stream; 0 where the kind counts none
     * @param over how long it takes; zero where the kind takes no time
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
                                ? "'" + kind.word() + "' needs 'over', the time that it takes, as {kind: " + kind.word()
                                        + ", over: 3s}"
                                : "'over' goes with slow_headers and slow_body, not with '" + kind.word() + "'");
            }
        }

        /** Refuses an answer on which the fault would not be seen. */
        void requireEffectOn(List<CannedChoice> choices) {
            int most = choices.stream()
                    .mapToInt(choice -> choice.toolCalls().size())
                    .max()
                    .orElse(0);
            if (kind == BreakKind.MISSING_TOOL_INDEX && most < 1) {
                throw new IllegalArgumentException("'missing_tool_index' needs an answer with tool_calls");
            }
            if (kind == BreakKind.DUPLICATE_TOOL_INDEX && most < 2) {
                throw new IllegalArgumentException(
                        "'duplicate_tool_index' needs an answer with two tool_calls or more");
            }
        }
    }

    /** What can be wrong with an answer. */
    public enum BreakKind {
        /** The connection is reset in the middle of a stream. */
        RESET(Form.STREAMED, Place.NEEDED),
        /** Nothing more comes of a stream, and the connection stays open for ten minutes. */
        STALL(Form.STREAMED, Place.NEEDED),
        /** Bytes come that are no HTTP, and the connection ends. */
        GARBAGE(Form.STREAMED, Place.NEEDED),
        /** The body ends as a sound one does, but {@code [DONE]} and what was to come before it are missing. */
        NO_DONE(Form.STREAMED, Place.NEEDED),
        /** An event that holds an error comes, and the body ends. */
        ERROR_EVENT(Form.STREAMED, Place.NEEDED),
        /** The connection ends in the middle of the next event. */
        HALF_EVENT(Form.STREAMED, Place.NEEDED),
        /** The connection ends in the middle of a body whose whole length was announced. */
        HALF_BODY(Form.WHOLE, Place.NONE),
        /** The JSON ends in its middle, of the body or of one event; the HTTP around it is sound, as from a cutting proxy. */
        TRUNCATED_JSON(Form.ANY, Place.POSSIBLE),
        /** Each tool call of a stream has index 0. */
        DUPLICATE_TOOL_INDEX(Form.STREAMED, Place.NONE),
        /** No tool call of a stream has an index. */
        MISSING_TOOL_INDEX(Form.STREAMED, Place.NONE),
        /** The content type is {@code text/html} for a stream and {@code text/plain} for JSON. */
        WRONG_CONTENT_TYPE(Form.ANY, Place.NONE),
        /** The status line comes, then the headers byte by byte. */
        SLOW_HEADERS(Form.ANY, Place.NONE),
        /** The body comes in small pieces, which are cut anywhere. */
        SLOW_BODY(Form.ANY, Place.NONE);

        private final Form form;
        private final Place place;

        BreakKind(Form form, Place place) {
            this.form = form;
            this.place = place;
        }

        /** The kind as contracts write it. */
        public String word() {
            return Words.of(this);
        }

        /** Whether an answer of this form can have the fault; without it the answer is sound. */
        public boolean canHappenTo(boolean isStreamed) {
            return form == Form.ANY || (form == Form.STREAMED) == isStreamed;
        }

        /** Whether it happens behind a chunk that must be named. */
        public boolean needsChunks() {
            return place == Place.NEEDED;
        }

        /** Whether it happens behind a chunk at all. */
        public boolean countsChunks() {
            return place != Place.NONE;
        }

        /** Whether it takes a time that must be named. */
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
