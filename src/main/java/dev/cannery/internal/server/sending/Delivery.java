package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.RenderedResponse;
import java.time.Duration;

/** An answer on its way to the client: what is sent, when, and who is told of its end. */
public interface Delivery {
    /** Returns what is sent. */
    RenderedResponse response();

    /** The moment, by {@link System#nanoTime()}, of what is due so long after the request was read. */
    long momentOf(Duration due);

    /** Hears that the last byte of the answer leaves now, or that nobody waits for it any more. */
    void end();

    /** A fault of ours while the answer was made or sent; its cause says which. */
    final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Fault(Throwable cause) {
            super(cause);
        }
    }
}
