package dev.cannery.internal.server;

import dev.cannery.ServerStartException;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.tls.Identity;
import java.net.BindException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The server that clients reach: the only port there is.
 *
 * <p>It is not WireMock's own, which cannot listen before all of WireMock is loaded; and half of a start went into that.
 */
final class FrontServer {
    private static final int THREADS = 50;
    private static final int FEWEST_THREADS = 8;
    private static final int IDLE_MILLIS = 60_000;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    /** With Jetty's usual backlog 5,000 streams that begin at once stall. */
    private static final int ACCEPT_QUEUE = 4_096;

    private static final long STOP_MILLIS = 300;
    private static final long SHUTDOWN_IDLE_MILLIS = 200;
    /** As many bytes of headers a request may have, and a response. */
    static final int HEADER_BYTES = 32_768;
    /** Jetty's 1,024 take 45 KB of each connection, more than all else of a stream. */
    private static final int HEADER_CACHE = 0;

    private final BindAddress address;
    private final Breakdown broken;
    private final Server jetty;
    private final ServerConnector connector;

    /**
     * A server that does not listen yet.
     *
     * @param broken called when a thread that the server needs has run out of memory
     */
    FrontServer(BindAddress address, @Nullable Identity identity, Breakdown broken) {
        this.address = address;
        this.broken = broken;
        this.jetty = new Server(new Threads());
        this.connector = connector(identity);
        jetty.addConnector(connector);
        jetty.setStopTimeout(STOP_MILLIS);
        jetty.setErrorHandler(new ErrorPages());
    }

    /** Loads the half of Jetty that listens. */
    static void loadClasses() {
        new FrontServer(new BindAddress("127.0.0.1", 0), null, Breakdown.NONE).stop();
    }

    /** A plain connector without h2c, so that an {@code Upgrade} to it, which Java's client asks for, is not followed. */
    private ServerConnector connector(@Nullable Identity identity) {
        HttpConfiguration http = configuration();
        ConnectionFactory[] protocols = identity == null
                ? new ConnectionFactory[] {new HttpConnectionFactory(http)}
                : SecureProtocols.of(identity, http);
        ServerConnector made = new Listener(jetty, protocols);
        made.setAcceptQueueSize(ACCEPT_QUEUE);
        made.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        made.setHost(address.host());
        made.setPort(address.port());
        return made;
    }

    /** As WireMock sets it, so that stubs see what they would see of WireMock itself. */
    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setSendDateHeader(false);
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHeaderCacheSize(HEADER_CACHE);
        return http;
    }

    /**
     * Listens, and hands all requests to this handler.
     *
     * @throws ServerStartException when the port cannot be had
     */
    void start(Handler handler) {
        try {
            jetty.setHandler(handler);
            jetty.start();
        } catch (Exception e) {
            stop();
            throw explain(e);
        }
    }

    private ServerStartException explain(Throwable failure) {
        if (failure instanceof ServerStartException explained) {
            return explained;
        }
        if (failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use")) {
            return new ServerStartException("port " + address.port() + " on " + address.host() + " is in use", failure);
        }
        return failure.getCause() == null
                ? new ServerStartException(
                        "cannot start on " + address.host() + ":" + address.port() + ": " + failure.getMessage(),
                        failure)
                : explain(failure.getCause());
    }

    /** The port, once it listens. */
    int port() {
        return connector.getLocalPort();
    }

    boolean isRunning() {
        return jetty.isRunning();
    }

    /** Its threads accept, select and read: when an error ends what one of them does, it is done no longer. */
    private final class Threads extends QueuedThreadPool {
        Threads() {
            // The queue that Jetty would make asks the platform's MBeans about the processor, for 60 ms of a start.
            super(THREADS, FEWEST_THREADS, IDLE_MILLIS, new LinkedBlockingQueue<>());
        }

        @Override
        protected void runJob(Runnable job) {
            try {
                super.runJob(job);
            } catch (VirtualMachineError e) {
                broken.by(e);
                throw e;
            }
        }
    }

    private final class Listener extends ServerConnector {
        Listener(Server server, ConnectionFactory... protocols) {
            super(server, null, null, null, ACCEPTORS, SELECTORS, protocols);
        }

        @Override
        protected boolean handleAcceptFailure(Throwable failure) {
            broken.by(failure);
            return super.handleAcceptFailure(failure);
        }

        @Override
        protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
            return new ServerConnectorManager(executor, scheduler, selectors) {
                @Override
                protected ManagedSelector newSelector(int id) {
                    return new ManagedSelector(this, id) {
                        @Override
                        protected void onSelectFailed(Throwable cause) {
                            broken.by(cause);
                            super.onSelectFailed(cause);
                        }
                    };
                }
            };
        }
    }

    /** A server without a port of its own, whose handlers this one calls with its threads. */
    Server behind() {
        return new Server(jetty.getThreadPool(), jetty.getScheduler(), jetty.getByteBufferPool());
    }

    /** Waits until it has stopped. */
    void join() throws InterruptedException {
        jetty.join();
    }

    /** Closes all connections, at once. */
    void stop() {
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        try {
            jetty.stop();
        } catch (Exception e) {
            // What did not end in time was interrupted and ends by itself.
        }
    }

    /** Says in the API's shape what Jetty refuses before any handler sees it, where it would render a page of HTML. */
    static final class ErrorPages implements Request.Handler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = Math.max(400, response.getStatus());
            Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
            String reason = message == null ? HttpStatus.getMessage(status) : message.toString();
            Sender.sendWhole(
                    ServerError.failure(status, "The server cannot take this request: " + reason + ".")
                            .thenReconnect()
                            .render(Provider.standard()),
                    response,
                    callback);
            return true;
        }
    }
}
