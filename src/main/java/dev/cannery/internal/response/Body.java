package dev.cannery.internal.response;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a response. */
public sealed interface Body {
    /** Returns all bytes of the body in sending order. Duplicate each buffer before reading it. */
    List<ByteBuffer> parts();

    /** Returns the approximate memory that this body holds by itself, in bytes. */
    long weight();

    /** Returns the same body with each of its frames due later by this time. */
    Body later(Duration time);

    /**
     * A body that is sent at once, with its length known.
     *
     * @param bytes the body; read-only, duplicate it before reading
     */
    record Whole(ByteBuffer bytes) implements Body {
        public Whole {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public List<ByteBuffer> parts() {
            return List.of(bytes);
        }

        @Override
        public long weight() {
            return bytes.remaining();
        }

        @Override
        public Body later(Duration time) {
            return this;
        }
    }

    /**
     * An SSE stream.
     *
     * @param frames the events in order, {@code [DONE]} included
     */
    record Framed(List<SseFrame> frames) implements Body {
        public Framed {
            frames = Chunks.areShared(frames) ? frames : List.copyOf(frames);
        }

        @Override
        public List<ByteBuffer> parts() {
            return frames.stream().map(SseFrame::bytes).toList();
        }

        @Override
        public long weight() {
            return SseFrame.weigh(frames);
        }

        @Override
        public Body later(Duration time) {
            return new Framed(frames.stream().map(frame -> frame.later(time)).toList());
        }
    }

    /**
     * A body that breaks off, or no HTTP response at all.
     *
     * @param frames the events that are sent first, null when not even the headers are sent
     * @param ending what happens after them
     */
    record Broken(@Nullable List<SseFrame> frames, Ending ending) implements Body {
        public Broken {
            frames = frames == null ? null : List.copyOf(frames);
        }

        @Override
        public List<ByteBuffer> parts() {
            return frames == null
                    ? List.of()
                    : frames.stream().map(SseFrame::bytes).toList();
        }

        @Override
        public long weight() {
            return frames == null ? 0 : SseFrame.weigh(frames);
        }

        @Override
        public Body later(Duration time) {
            return frames == null
                    ? this
                    : new Broken(frames.stream().map(frame -> frame.later(time)).toList(), ending);
        }
    }

    /** What happens on a connection in place of a normal end of the response. */
    enum Ending {
        /** The connection is reset. */
        RESET,
        /** The connection is closed. */
        CLOSE,
        /** Bytes that are not HTTP are sent, then the connection is closed. */
        GARBAGE,
        /** Nothing more is sent, and the connection stays open. */
        STALL
    }
}
