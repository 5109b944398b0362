package dev.cannery.internal.server.sending;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client goes while its answer is held back, which only who reads from the connection would. What the client
 * has sent ahead is left for the next request; a client that only ends its own side counts as gone, as it does for proxies.
 *
 * <p>A connection of HTTP/2 is read all the time and tells by itself; one of HTTP/1.1 over TLS is not watched.
 */
final class DisconnectWatch {
    private final @Nullable SocketChannelEndPoint connection;
    private final Runnable gone;
    private boolean isDoubted;
    private boolean isOver;

    private DisconnectWatch(@Nullable SocketChannelEndPoint connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    /** Watches the client of this response; it is called once, unless the watch has ended before. */
    static DisconnectWatch watch(Response response, Runnable gone) {
        Request request = response.getRequest();
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        DisconnectWatch departure =
                new DisconnectWatch(endPoint instanceof SocketChannelEndPoint socket ? socket : null, gone);
        departure.listen();
        request.addFailureListener(failure -> departure.leave());
        return departure;
    }

    private void leave() {
        if (end()) {
            gone.run();
        }
    }

    private void listen() {
        if (connection != null) {
            connection.tryFillInterested(
                    Callback.from(Invocable.InvocationType.NON_BLOCKING, this::readable, failure -> {}));
        }
    }

    private void readable() {
        if (isGone()) {
            gone.run();
        }
    }

    /**
     * What is readable without bytes is the end, if it is said twice: the first word may be the selector's late one about
     * the request itself, which the connection had found by reading on.
     */
    private synchronized boolean isGone() {
        if (isOver || hasBytes()) {
            return false;
        }
        if (!isDoubted) {
            isDoubted = true;
            listen();
            return false;
        }
        isOver = true;
        return true;
    }

    private boolean hasBytes() {
        try {
            return connection != null
                    && connection.getChannel().socket().getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the watch so that the next request can be read. Returns whether the client is still connected. */
    synchronized boolean end() {
        if (isOver) {
            return false;
        }
        isOver = true;
        if (connection != null) {
            connection.getFillInterest().onFail(new CancellationException());
        }
        return true;
    }
}
