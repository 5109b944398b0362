package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.RenderedResponse;
import java.time.Duration;

/** A response on its way to the client: what is sent, when, and who is notified of its end. */
public interface Delivery {
    /** Returns what is sent. */
    RenderedResponse response();

    /** The moment, by {@link System#nanoTime()}, of what is due so long after the request was read. */
    long momentOf(Duration due);

    /** Called when the last byte of the response is sent, or when the client is gone. */
    void end();

    /** A fault of ours while the answer was made or sent; its cause says which. */
    final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Fault(Throwable cause) {
            super(cause);
        }
    }
}
