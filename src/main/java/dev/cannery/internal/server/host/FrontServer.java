package dev.cannery.internal.server.host;

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
 * The Jetty server that clients connect to. It owns the only port.
 *
 * WireMock's own server cannot listen before all of WireMock is loaded, which took half of the start-up time.
 */
public final class FrontServer {
    private static final int THREADS = 50;
    private static final int FEWEST_THREADS = 8;
    private static final int IDLE_MILLIS = 60_000;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    /** With Jetty's usual backlog, 5,000 streams that start at once stall. */
    private static final int ACCEPT_QUEUE = 4_096;

    private static final long STOP_MILLIS = 300;
    private static final long SHUTDOWN_IDLE_MILLIS = 200;
    /** The maximum size of the headers of a request, and of a response. */
    public static final int HEADER_BYTES = 32_768;
    /** Jetty's default of 1,024 takes 45 KB per connection, more than everything else of a stream. */
    private static final int HEADER_CACHE = 0;

    private final BindAddress address;
    private final Breakdown broken;
    private final Server jetty;
    private final ServerConnector connector;

    /**
     * Creates a server that does not listen yet.
     *
     * @param broken notified if a thread that the server depends on runs out of memory
     */
    public FrontServer(BindAddress address, @Nullable Identity identity, Breakdown broken) {
        this.address = address;
        this.broken = broken;
        this.jetty = new Server(new Threads());
        this.connector = connector(identity);
        jetty.addConnector(connector);
        jetty.setStopTimeout(STOP_MILLIS);
        jetty.setErrorHandler(new ErrorPages());
    }

    /** Loads the classes of Jetty that listening needs. */
    public static void loadClasses() {
        new FrontServer(new BindAddress("127.0.0.1", 0), null, Breakdown.NONE).stop();
    }

    /** Returns a plain connector without h2c: Java's client sends an {@code Upgrade} to h2c, which is not followed. */
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

    /** Uses WireMock's settings, so that stubs see requests as under WireMock's own server. */
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
     * Starts to listen, and passes all requests to this handler.
     *
     * @throws ServerStartException if the port is in use or cannot be opened
     */
    public void start(Handler handler) {
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

    /** Returns the port; valid once the server listens. */
    public int port() {
        return connector.getLocalPort();
    }

    public boolean isRunning() {
        return jetty.isRunning();
    }

    /**
     * The pool of threads that accept, select and read. An error that ends one of these jobs is reported, because
     * nothing restarts the job.
     */
    private final class Threads extends QueuedThreadPool {
        Threads() {
            // The queue that Jetty creates by default asks the platform's MBeans for the processors, which takes 60 ms
            // of the start.
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

    /** Returns a server without a port, whose handlers this server calls on its own threads. */
    public Server behind() {
        return new Server(jetty.getThreadPool(), jetty.getScheduler(), jetty.getByteBufferPool());
    }

    /** Waits until the server has stopped. */
    public void join() throws InterruptedException {
        jetty.join();
    }

    /** Closes all connections immediately. */
    public void stop() {
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        try {
            jetty.stop();
        } catch (Exception e) {
            // What did not end in time was interrupted and ends by itself.
        }
    }

    /**
     * Renders errors that Jetty sends before any handler sees the request, in the API's form instead of an HTML page.
     */
    public static final class ErrorPages implements Request.Handler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = Math.max(400, response.getStatus());
            Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
            String reason = message == null ? HttpStatus.getMessage(status) : message.toString();
            Sender.sendWhole(
                    ServerError.failure(status, "The server cannot accept this request: " + reason + ".")
                            .thenReconnect()
                            .render(Provider.standard()),
                    response,
                    callback);
            return true;
        }
    }
}
