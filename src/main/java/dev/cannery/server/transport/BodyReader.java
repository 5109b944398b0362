package dev.cannery.server.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's body without a thread that waits for it.
 *
 * <p>A small body has usually come with the headers: it is then read in the call of {@link #start()}, and neither a timer
 * nor a growing buffer is made.
 */
public final class BodyReader extends Invocable.Task.Abstract {
    private static final byte[] NOTHING = {};

    private final Request request;
    private final Bounds bounds;
    private final Pacer pacer;
    private final Receiver receiver;
    private final AtomicBoolean finished = new AtomicBoolean();
    /** What came first, which is nearly always all of it: the end then comes as a chunk of its own, without bytes. */
    private byte[] first = NOTHING;
    /** What came first and since, once more has come. */
    private @Nullable ByteArrayOutputStream parts;

    private Pacer.@Nullable Alarm timer;

    /** A reader of this request. */
    public BodyReader(Request request, Bounds bounds, Pacer pacer, Receiver receiver) {
        super(InvocationType.NON_BLOCKING);
        this.request = request;
        this.bounds = bounds;
        this.pacer = pacer;
        this.receiver = receiver;
    }

    /** Begins to read; the receiver hears of the end. */
    public void start() {
        if (request.getLength() > bounds.bytes()) {
            finished.set(true);
            receiver.tooLarge();
        } else {
            run();
        }
    }

    /** Reads what is there; called again when more has come. */
    @Override
    public void run() {
        while (!finished.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                awaitMore();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer();
        boolean fits = size() + bytes.remaining() <= bounds.bytes();
        if (fits && bytes.hasRemaining()) {
            add(BufferUtil.toArray(bytes));
        }
        boolean ends = !fits || chunk.isLast();
        chunk.release();
        if (ends && finish()) {
            if (fits) {
                receiver.read(parts == null ? first : parts.toByteArray());
            } else {
                receiver.tooLarge();
            }
        }
    }

    private void add(byte[] bytes) {
        if (size() == 0) {
            first = bytes;
            return;
        }
        if (parts == null) {
            // no more room than has come already: a length that is only announced must not take memory
            parts = new ByteArrayOutputStream(2 * first.length);
            parts.writeBytes(first);
            first = NOTHING;
        }
        parts.writeBytes(bytes);
    }

    private void awaitMore() {
        if (timer == null) {
            timer = pacer.at(System.nanoTime() + bounds.timeout().toNanos(), this::timeOut);
        }
        request.demand(this);
    }

    private void timeOut() {
        if (finish()) {
            receiver.timedOut();
        }
    }

    private void fail(Throwable failure) {
        if (finish()) {
            // The connection's own idle timeout may be shorter than ours; it means the same.
            if (failure instanceof TimeoutException) {
                receiver.timedOut();
            } else {
                receiver.broken(failure);
            }
        }
    }

    /** Whether the caller is the one to end the reading: the timer and the connection may try at once. */
    private boolean finish() {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        if (timer != null) {
            timer.cancel();
        }
        return true;
    }

    private int size() {
        return parts == null ? first.length : parts.size();
    }

    /** Takes the end of the reading, exactly one call of it, and never blocks. */
    public interface Receiver {
        /** The whole body. */
        void read(byte[] body);

        /** It is larger than allowed, and the rest was not read. */
        void tooLarge();

        /** It took longer than allowed. */
        void timedOut();

        /** The client went away. */
        void broken(Throwable failure);
    }

    /**
     * What a body may be.
     *
     * @param bytes its largest size
     * @param timeout how long it may take from the headers to its last byte
     */
    public record Bounds(int bytes, Duration timeout) {
        public Bounds {
            if (bytes < 1) {
                throw new IllegalArgumentException("body limit must be 1 byte or more, was " + bytes);
            }
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("body timeout must be positive, was " + timeout);
            }
        }
    }
}
