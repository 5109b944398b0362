package dev.cannery.internal.server.transport;

import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.sending.UnreadBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body without blocking a thread.
 *
 * A small body has usually arrived with the headers. It is then read during {@link #start()}, without a timer or a
 * growing buffer.
 */
public final class BodyReader extends Invocable.Task.Abstract {
    private static final byte[] NOTHING = {};
    private static final int GROWTH = 2;
    /** Bodies up to this size are not counted against the memory budget. */
    private static final int UNCOUNTED = 4 << 10;

    private final Request request;
    private final Response response;
    private final Callback done;
    private final BodyBounds bounds;
    private final MemoryBudget.Share memory;
    private final Pacer pacer;
    private final Receiver receiver;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** The bytes that have arrived; usually all at once, followed by an empty last chunk. */
    private byte[] body = NOTHING;

    private int size;
    private Pacer.@Nullable Alarm timer;

    /**
     * Creates a reader of one request.
     *
     * @param done called if the client disconnects
     * @param memory reserves the memory of the body; the receiver releases it
     */
    public BodyReader(
            Request request,
            Response response,
            Callback done,
            BodyBounds bounds,
            MemoryBudget.Share memory,
            Pacer pacer,
            Receiver receiver) {
        super(InvocationType.NON_BLOCKING);
        this.request = request;
        this.response = response;
        this.done = done;
        this.bounds = bounds;
        this.memory = memory;
        this.pacer = pacer;
        this.receiver = receiver;
    }

    /** Starts to read; the receiver is called at the end. */
    public void start() {
        if (request.getLength() > bounds.bytes()) {
            finished.set(true);
            refuse(ServerError.bodyTooLarge(bounds.bytes()));
        } else {
            run();
        }
    }

    /** Reads what has arrived; called again when more arrives. */
    @Override
    public void run() {
        try {
            read();
        } catch (Exception | Error e) {
            // no one else would answer the client
            fail(e);
        }
    }

    private void read() {
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
        boolean fits = size + (long) bytes.remaining() <= bounds.bytes();
        boolean hasRoom;
        try {
            hasRoom = fits && makeRoom(size + bytes.remaining());
            if (hasRoom) {
                int length = bytes.remaining();
                bytes.get(body, size, length);
                size += length;
            }
        } finally {
            chunk.release();
        }
        if ((!hasRoom || chunk.isLast()) && finish()) {
            if (hasRoom) {
                receiver.read(whole());
            } else {
                body = NOTHING;
                refuse(fits ? ServerError.overloaded() : ServerError.bodyTooLarge(bounds.bytes()));
            }
        }
    }

    /** Reserves memory for this many bytes; returns whether there is enough. */
    private boolean makeRoom(int needed) {
        if (needed <= body.length) {
            return true;
        }
        int room = capacity(needed);
        if (room > UNCOUNTED && !memory.take(room - (body.length > UNCOUNTED ? body.length : 0))) {
            return false;
        }
        body = Arrays.copyOf(body, room);
        return true;
    }

    /**
     * Returns a buffer size of at least {@code needed}, at most the announced length. An announced length alone
     * allocates no memory.
     */
    private int capacity(int needed) {
        long room = Math.min(bounds.bytes(), Math.max(needed, (long) GROWTH * size));
        long announced = request.getLength();
        return (int) (announced < needed ? room : Math.min(room, announced));
    }

    private byte[] whole() {
        return size == body.length ? body : Arrays.copyOf(body, size);
    }

    private void awaitMore() {
        if (timer == null) {
            timer = pacer.at(System.nanoTime() + bounds.timeout().toNanos(), this::timeOut);
        }
        request.demand(this);
    }

    private void timeOut() {
        if (finish()) {
            receiver.refuse(ServerError.bodyTimeout(bounds.timeout()), done);
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof TimeoutException) {
            // The connection's idle timeout may be shorter than ours; it means the same.
            timeOut();
        } else if (!finish()) {
            return;
        } else if (failure instanceof IOException) {
            Sender.breakOff(response, pacer, done);
        } else {
            refuse(ServerError.failure(500, "The mock server failed: " + failure)
                    .thenReconnect());
        }
    }

    /**
     * Rejects the request and discards the rest of the body; otherwise a client that is still sending would see a
     * closed connection instead of the response.
     */
    private void refuse(ServerError error) {
        receiver.refuse(error, Callback.from(() -> UnreadBody.start(request, pacer, done), done::failed));
    }

    /** Whether this caller ends the reading, because the timer and the connection may try at the same time. */
    private boolean finish() {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        if (timer != null) {
            timer.cancel();
        }
        return true;
    }

    /** Receives the result of reading: one of its methods is called once, and must not block. */
    public interface Receiver {
        /** Receives the whole body. */
        void read(byte[] body);

        /** Answers with an error because the body cannot be read; {@code done} is called at the end. */
        void refuse(ServerError error, Callback done);
    }
}
