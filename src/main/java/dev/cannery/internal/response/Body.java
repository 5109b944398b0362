package dev.cannery.internal.response;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows the headers of an answer. */
public sealed interface Body {
    /** All bytes of the body, in the order in which they are sent; each to be duplicated before it is read. */
    List<ByteBuffer> parts();

    /** About how many bytes of memory it holds by itself. */
    long weight();

    /** The same body, each of its frames due so much later. */
    Body later(Duration time);

    /**
     * A body sent at once with its length.
     *
     * @param bytes the body; read-only, to be duplicated before it is read
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
     * What is no sound body, or no HTTP answer at all.
     *
     * @param frames the events that come first, null when not even the headers do
     * @param ending what happens then
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

    /** What happens on a connection instead of the end of an answer. */
    enum Ending {
        /** It is reset. */
        RESET,
        /** It ends. */
        CLOSE,
        /** Bytes come that are no HTTP, and it ends. */
        GARBAGE,
        /** Nothing comes, and it stays open. */
        STALL
    }
}
