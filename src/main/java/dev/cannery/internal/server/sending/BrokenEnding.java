package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.Body;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection in a way that the client recognises as broken. This happens below HTTP, because ending the body
 * through HTTP looks like a complete response.
 *
 * An HTTP/2 connection serves other requests too, so only the request's own stream is reset.
 */
final class BrokenEnding {
    /** The maximum duration of a stall, longer than any test waits; then the connection is closed. */
    private static final long LONGEST_STALL = TimeUnit.MINUTES.toNanos(10);

    private static final int DROPPED = 1_024;
    private static final String GARBAGE = "\u0016\u0003\u0001\u00ff\u00fe this is no HTTP \u0000\u0001\u0002\r\n";

    private final Body.Ending ending;
    private final Pacer pacer;
    private final Response response;
    private final EndPoint endPoint;
    private final boolean isShared;

    BrokenEnding(Body.Ending ending, Pacer pacer, Response response) {
        ConnectionMetaData connection = response.getRequest().getConnectionMetaData();
        this.ending = ending;
        this.pacer = pacer;
        this.response = response;
        this.endPoint = connection.getConnection().getEndPoint();
        this.isShared = connection.getHttpVersion().getVersion() > 11;
    }

    EndPoint endPoint() {
        return endPoint;
    }

    /** Breaks the connection. The callback fails once the connection has ended. */
    void happen(Callback done) {
        if (ending == Body.Ending.STALL) {
            stall(done);
        } else if (isShared) {
            resetStream(done);
        } else if (ending == Body.Ending.GARBAGE) {
            ByteBuffer garbage = ByteBuffer.wrap(GARBAGE.getBytes(StandardCharsets.ISO_8859_1));
            endPoint.write(Callback.from(() -> end(done), failure -> end(done)), garbage);
        } else if (ending == Body.Ending.RESET) {
            reset(done);
        } else {
            end(done);
        }
    }

    /** Resets the stream, which Jetty does if it cannot send the 500 with which it reports a failure. */
    private void resetStream(Callback done) {
        if (!response.isCommitted()) {
            response.getRequest().addHttpStreamWrapper(Unsendable::new);
        }
        done.failed(meant());
    }

    /**
     * A stream on which nothing more can be sent. Otherwise a client takes headers alone for the complete response to a
     * HEAD.
     */
    private static final class Unsendable extends HttpStream.Wrapper {
        Unsendable(HttpStream wrapped) {
            super(wrapped);
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            callback.failed(meant());
        }
    }

    /**
     * Sends nothing until the client has disconnected, or until no client can still be waiting. Over HTTP/1.1 only a
     * read notices a disconnect.
     */
    private void stall(Callback done) {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                end(done);
            }
        };
        Pacer.Alarm longest = pacer.at(System.nanoTime() + LONGEST_STALL, end);
        Runnable gone = () -> {
            longest.cancel();
            end.run();
        };
        if (isShared) {
            Request request = response.getRequest();
            request.addFailureListener(failure -> gone.run());
            // Jetty does not notify a listener of earlier failures
            if (Content.Chunk.isFailure(request.read())) {
                gone.run();
            }
        } else {
            endPoint.setIdleTimeout(0);
            awaitGoing(gone);
        }
    }

    private void awaitGoing(Runnable gone) {
        endPoint.tryFillInterested(
                Callback.from(Invocable.InvocationType.NON_BLOCKING, () -> drain(gone), failure -> gone.run()));
    }

    /** Discards what arrives, because it will not be answered. */
    private void drain(Runnable gone) {
        ByteBuffer dropped = BufferUtil.allocate(DROPPED);
        try {
            int filled = endPoint.fill(dropped);
            for (; filled > 0; filled = endPoint.fill(dropped)) {
                BufferUtil.clear(dropped);
            }
            if (filled == 0) {
                awaitGoing(gone);
                return;
            }
        } catch (IOException e) {
            // a reset connection counts as disconnected
        }
        gone.run();
    }

    /** Resets the connection: closing a socket with a linger time of zero sends a reset. */
    private void reset(Callback done) {
        EndPoint socketEnd = endPoint instanceof SslConnection.SslEndPoint ssl
                ? ssl.getSslConnection().getEndPoint()
                : endPoint;
        if (socketEnd instanceof SelectableChannelEndPoint selectable
                && selectable.getChannel() instanceof SocketChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                // without the close_notify of TLS, which would look like a clean end
                socketEnd.close();
            } catch (IOException e) {
                // the client has disconnected: there is nothing left to reset
                done.failed(e);
                return;
            }
        }
        end(done);
    }

    private void end(Callback done) {
        if (!isShared) {
            endPoint.close();
        }
        done.failed(meant());
    }

    private static EofException meant() {
        return new EofException("the response breaks off on purpose");
    }
}
