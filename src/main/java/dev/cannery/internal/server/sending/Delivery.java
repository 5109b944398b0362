package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.RenderedResponse;
import java.time.Duration;

/** A response on its way to the client: what is sent, when, and what to call at the end. */
public interface Delivery {
    /** Returns the response to send. */
    RenderedResponse response();

    /** Returns the time, by {@link System#nanoTime()}, of something due this long after the request was read. */
    long momentOf(Duration due);

    /** Called when the last byte of the response has been sent, or when the client has disconnected. */
    void end();

    /** A failure of the server itself while it created or sent a response; the cause is the failure. */
    final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Fault(Throwable cause) {
            super(cause);
        }
    }
}
