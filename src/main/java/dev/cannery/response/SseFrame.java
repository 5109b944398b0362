package dev.cannery.response;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One event of a stream and when it leaves.
 *
 * @param bytes the event as it goes over the wire, with its {@code data: } and its blank line; read-only, to be duplicated
 *     before it is read
 * @param due when it leaves, counted from the moment the request was read; never before the frame ahead of it
 */
public record SseFrame(ByteBuffer bytes, Duration due) {
    public SseFrame {
        bytes = bytes.asReadOnlyBuffer();
    }
}
