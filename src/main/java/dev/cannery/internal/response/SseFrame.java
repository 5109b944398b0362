package dev.cannery.internal.response;

import dev.cannery.internal.wire.SseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What leaves at one moment of a stream: one event, or a part of one where the stream is to be a trial.
 *
 * <p>The chunks of one answer have their beginning and their end in common, and those of one text what is between: a frame
 * holds these three and joins them when it leaves, so that a remembered stream weighs little.
 */
public final class SseFrame {
    private static final byte[] NOTHING = {};
    /** About what a frame itself weighs in memory, in bytes. */
    private static final int WEIGHT = 64;

    private final byte[] head;
    private final byte[] middle;
    private final byte[] end;
    private final Duration due;

    private SseFrame(byte[] head, byte[] middle, byte[] end, Duration due) {
        this.head = head;
        this.middle = middle;
        this.end = end;
        this.due = due;
    }

    /**
     * A frame of its own bytes.
     *
     * @param bytes the event as it goes over the wire, with its {@code data: } and its blank line; it is not consumed
     * @param due when it leaves, counted from the moment the request was read; never before the frame ahead of it
     */
    public SseFrame(ByteBuffer bytes, Duration due) {
        this(NOTHING, copy(bytes), NOTHING, due);
    }

    /** A frame of parts that it shares with others; none may be changed. */
    static SseFrame of(byte[] head, byte[] middle, byte[] end, Duration due) {
        return new SseFrame(head, middle, end, due);
    }

    /** When it leaves, counted from the moment the request was read; never before the frame ahead of it. */
    public Duration due() {
        return due;
    }

    /** The event as it goes over the wire, with its {@code data: } and its blank line. */
    public ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        putInto(bytes);
        return bytes.flip();
    }

    /** How many bytes it has. */
    public int size() {
        return head.length + middle.length + end.length;
    }

    /** Puts its bytes into a buffer that has room for them. */
    public void putInto(ByteBuffer buffer) {
        buffer.put(head).put(middle).put(end);
    }

    /** About how many bytes of memory these hold, without the parts that they share. */
    static long weigh(List<SseFrame> frames) {
        return Chunks.areShared(frames)
                ? WEIGHT
                : frames.stream()
                        .mapToLong(frame -> WEIGHT + (frame.head.length == 0 ? frame.middle.length : 0))
                        .sum();
    }

    /** Whether it ends where a line does; if not, it leaves alone, so that its end is one on the connection too. */
    public boolean endsLine() {
        byte[] part = end.length > 0 ? end : middle;
        byte last = part.length > 0 ? part[part.length - 1] : (byte) '\n';
        return last == '\n' || last == '\r';
    }

    /** Other bytes at the same moment. */
    SseFrame with(ByteBuffer other) {
        return new SseFrame(other, due);
    }

    SseFrame later(Duration time) {
        return new SseFrame(head, middle, end, due.plus(time));
    }

    /** What the event holds; empty for comments alone. */
    String data() {
        String data = new SseEvent(StandardCharsets.UTF_8.decode(bytes()).toString(), 1, true).data();
        return data == null ? "" : data.strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SseFrame frame && due.equals(frame.due) && bytes().equals(frame.bytes());
    }

    @Override
    public int hashCode() {
        return bytes().hashCode();
    }

    @Override
    public String toString() {
        return due + " " + StandardCharsets.UTF_8.decode(bytes());
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }
}
