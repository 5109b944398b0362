package dev.cannery.internal.server.sending;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an answer that arrives from elsewhere, byte for byte as it arrives. */
public final class Relay {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Response response;
    private final Pacer pacer;
    private final Callback done;

    /**
     * Creates a relay.
     *
     * @param done called once, when the answer has ended
     */
    public Relay(Response response, Pacer pacer, Callback done) {
        this.response = response;
        this.pacer = pacer;
        this.done = done;
    }

    /** Sets the status and the headers, which leave with the first bytes. */
    public void begin(int status, Map<String, List<String>> headers) {
        // a provider may think for longer than an idle connection lives
        response.getRequest().addIdleTimeoutListener(timeout -> false);
        response.setStatus(status);
        headers.forEach(
                (name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
    }

    /** Sends bytes; one of the two is called when they have been written or cannot be. */
    public void write(ByteBuffer bytes, Runnable next, Runnable gone) {
        response.write(false, bytes, Callback.from(next, failure -> {
            gone.run();
            done.failed(failure);
        }));
    }

    /** Ends the answer. */
    public void end() {
        response.write(true, NOTHING, done);
    }

    /** Closes the connection without an end. */
    public void breakOff() {
        Sender.breakOff(response, pacer, done);
    }
}
