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
 * Ends a connection as no sound answer does, below HTTP: what ends a body there looks like a sound end to the client.
 *
 * <p>A connection of HTTP/2 serves other requests too, so there only the request's own stream is reset.
 */
final class BrokenEnding {
    /** No test waits longer for what never comes; then the connection is given back. */
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

    /** Breaks the connection; a failure is reported once the connection has ended. */
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

    /** Resets the stream, which Jetty does when it cannot send the status 500 that it makes of a failure. */
    private void resetStream(Callback done) {
        if (!response.isCommitted()) {
            response.getRequest().addHttpStreamWrapper(Unsendable::new);
        }
        done.failed(meant());
    }

    /** A stream on which nothing can be sent any more: a client takes even headers alone for the whole answer to a HEAD. */
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

    /** Keeps silent until the client has gone, which only a reader of HTTP/1.1 would notice, or until nobody can be waiting. */
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
            // Jetty does not call a listener for what failed before
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

    /** Drops what comes, because no answer will. */
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
            // a connection that was reset has gone, too
        }
        gone.run();
    }

    /** A socket that does not linger is not closed but reset. */
    private void reset(Callback done) {
        EndPoint socketEnd = endPoint instanceof SslConnection.SslEndPoint ssl
                ? ssl.getSslConnection().getEndPoint()
                : endPoint;
        if (socketEnd instanceof SelectableChannelEndPoint selectable
                && selectable.getChannel() instanceof SocketChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                // without the farewell of TLS, which would make a sound end of it
                socketEnd.close();
            } catch (IOException e) {
                // the client has gone: there is nothing left to reset
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
        return new EofException("the answer was meant to break off");
    }
}
