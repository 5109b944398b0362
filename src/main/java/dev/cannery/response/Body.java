package dev.cannery.response;

import java.nio.ByteBuffer;
import java.util.List;

/** What follows the headers of an answer. */
public sealed interface Body {
    /**
     * A body sent at once with its length.
     *
     * @param bytes the body; read-only, to be duplicated before it is read
     */
    record Whole(ByteBuffer bytes) implements Body {
        public Whole {
            bytes = bytes.asReadOnlyBuffer();
        }
    }

    /**
     * An SSE stream.
     *
     * @param frames the events in order, {@code [DONE]} included
     */
    record Framed(List<SseFrame> frames) implements Body {
        public Framed {
            frames = List.copyOf(frames);
        }
    }
}
