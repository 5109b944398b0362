package dev.cannery.internal.server.sending;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads and discards the rest of a rejected body for a moment before the connection is closed. Closing at once would
 * reset the connection while the client is still sending, and the client would never read the response.
 */
public final class UnreadBody extends Invocable.Task.Abstract {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final Request request;
    private final Callback done;
    private final AtomicBoolean ended = new AtomicBoolean();

    private UnreadBody(Request request, Callback done) {
        super(InvocationType.NON_BLOCKING);
        this.request = request;
        this.done = done;
    }

    /** Starts to discard the rest; {@code done} is completed at the end. */
    public static void start(Request request, Pacer pacer, Callback done) {
        UnreadBody linger = new UnreadBody(request, done);
        pacer.at(System.nanoTime() + LONGEST, linger::end);
        linger.run();
    }

    @Override
    public void run() {
        while (!ended.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                end();
            }
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            done.succeeded();
        }
    }
}
