package dev.cannery.response;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What leaves at one moment of a stream: one event, or a part of one where the stream is to be a trial.
 *
 * @param bytes the event as it goes over the wire, with its {@code data: } and its blank line; read-only, to be duplicated
 *     before it is read
 * @param due when it leaves, counted from the moment the request was read; never before the frame ahead of it
 */
public record SseFrame(ByteBuffer bytes, Duration due) {
    private static final String DATA = "data: ";

    public SseFrame {
        bytes = bytes.asReadOnlyBuffer();
    }

    /** Whether it ends where a line does; if not, it leaves alone, so that its end is one on the connection too. */
    public boolean endsLine() {
        byte last = bytes.hasRemaining() ? bytes.get(bytes.limit() - 1) : (byte) '\n';
        return last == '\n' || last == '\r';
    }

    /** Other bytes at the same moment. */
    SseFrame with(ByteBuffer other) {
        return new SseFrame(other, due);
    }

    SseFrame later(Duration time) {
        return new SseFrame(bytes, due.plus(time));
    }

    /** What the event says behind its {@code data: }. */
    String data() {
        String event = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        return event.substring(DATA.length()).strip();
    }
}
