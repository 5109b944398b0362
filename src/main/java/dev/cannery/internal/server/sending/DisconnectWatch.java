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
 * Detects a client disconnect while a response is delayed; normally only a read would notice. Pipelined requests are
 * left for later. A client that half-closes the connection counts as disconnected, as with proxies.
 *
 * An HTTP/2 connection is always being read and reports a disconnect by itself. HTTP/1.1 over TLS is not watched.
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

    /** Watches the client of this response. {@code gone} is called once, unless the watch has ended before. */
    static DisconnectWatch watch(Response response, Runnable gone) {
        Request request = response.getRequest();
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        DisconnectWatch watch =
                new DisconnectWatch(endPoint instanceof SocketChannelEndPoint socket ? socket : null, gone);
        watch.listen();
        request.addFailureListener(failure -> watch.leave());
        return watch;
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
     * Whether the connection is readable but has no bytes, twice in a row. The first time may be a late notification
     * about the request itself, which the connection had already read.
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
