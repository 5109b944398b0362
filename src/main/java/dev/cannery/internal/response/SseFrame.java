package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The bytes that a stream sends at one moment: one event, or part of one.
 *
 * <p>The chunks of one response share their beginning and end, and equal texts share what is between. A frame holds these
 * three parts and joins them only when it is sent, so that a stored stream needs little memory.
 */
public final class SseFrame {
    private static final byte[] NOTHING = {};
    private static final String DATA = "data:";
    /** The approximate memory of a frame itself, in bytes. */
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
     * Creates a frame with its own copy of the bytes.
     *
     * @param bytes the event as sent, with its {@code data: } and its blank line; not consumed
     * @param due when it is sent, counted from the moment the request was read; never before the previous frame
     */
    public SseFrame(ByteBuffer bytes, Duration due) {
        this(NOTHING, copy(bytes), NOTHING, due);
    }

    /** Creates a frame of parts that it shares with others; the arrays must not be modified. */
    static SseFrame of(byte[] head, byte[] middle, byte[] end, Duration due) {
        return new SseFrame(head, middle, end, due);
    }

    /** Returns when it is sent, counted from the moment the request was read; never before the previous frame. */
    public Duration due() {
        return due;
    }

    /** Returns the event as sent, with its {@code data: } and its blank line. */
    public ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        putInto(bytes);
        return bytes.flip();
    }

    /** Returns its length in bytes. */
    public int size() {
        return head.length + middle.length + end.length;
    }

    /** Puts its bytes into a buffer, which must have room for them. */
    public void putInto(ByteBuffer buffer) {
        buffer.put(head).put(middle).put(end);
    }

    /** Returns the approximate memory that these frames hold, in bytes, without the parts that they share. */
    static long weigh(List<SseFrame> frames) {
        return Chunks.areShared(frames)
                ? WEIGHT
                : frames.stream()
                        .mapToLong(frame -> WEIGHT + (frame.head.length == 0 ? frame.middle.length : 0))
                        .sum();
    }

    /** Whether it ends with a line end. If not, it is written separately, so that the break is visible to the client. */
    public boolean endsLine() {
        byte[] part = end.length > 0 ? end : middle;
        byte last = part.length > 0 ? part[part.length - 1] : (byte) '\n';
        return last == '\n' || last == '\r';
    }

    /** Returns a frame with other bytes, due at the same moment. */
    SseFrame with(ByteBuffer other) {
        return new SseFrame(other, due);
    }

    /** Returns the event with other data, of the same type. */
    SseFrame withData(String other) {
        String text = text();
        int data = Math.max(0, text.indexOf(DATA));
        return with(StandardCharsets.UTF_8.encode(text.substring(0, data) + DATA + " " + other + "\n\n"));
    }

    /** Returns the event with other data; if it states its type, it states that of the data. */
    SseFrame withJson(ObjectNode other) {
        String line = new SseEvent(text(), 1, true).name().isEmpty()
                ? ""
                : "event: " + other.path("type").asText() + "\n";
        return with(StandardCharsets.UTF_8.encode(line + DATA + " " + Json.compact(other) + "\n\n"));
    }

    /** Returns the same event, due at another moment. */
    SseFrame at(Duration moment) {
        return new SseFrame(head, middle, end, moment);
    }

    private String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    SseFrame later(Duration time) {
        return new SseFrame(head, middle, end, due.plus(time));
    }

    /** Returns the event's data; empty for a frame of comments only. */
    String data() {
        String data = new SseEvent(text(), 1, true).data();
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
        return due + " " + text();
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }
}
