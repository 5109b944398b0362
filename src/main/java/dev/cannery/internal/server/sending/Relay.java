package dev.cannery.internal.server.sending;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an answer that arrives from elsewhere, byte for byte as it arrives. */
public final class Relay {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Response response;
    private final Pacer pacer;
    private final Callback done;
    private final Callback.Completable begun = new Callback.Completable();

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

    /** Sends the status and the headers at once: a client may wait for them before it reads. */
    public void begin(int status, Map<String, List<String>> headers) {
        // a provider may think for longer than an idle connection lives
        response.getRequest().addIdleTimeoutListener(timeout -> false);
        response.setStatus(status);
        headers.forEach(
                (name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
        response.write(false, NOTHING, begun);
    }

    /** Sends bytes; one of the two is called when they have been written or cannot be. */
    public void write(ByteBuffer bytes, Runnable next, Runnable gone) {
        write(false, bytes, Callback.from(next, failure -> {
            gone.run();
            done.failed(failure);
        }));
    }

    /** Ends the answer. */
    public void end() {
        write(true, NOTHING, done);
    }

    /** Writes once the headers have been written, since only one write may be in progress. */
    private void write(boolean isLast, ByteBuffer bytes, Callback written) {
        CompletableFuture<?> unused = begun.whenComplete((nothing, failure) -> {
            if (failure == null) {
                response.write(isLast, bytes, written);
            } else {
                written.failed(failure);
            }
        });
    }

    /** Closes the connection without an end. */
    public void breakOff() {
        Sender.breakOff(response, pacer, done);
    }
}
