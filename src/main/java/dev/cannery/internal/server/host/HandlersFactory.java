package dev.cannery.internal.server.host;

import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty12.Jetty12HttpServer;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.NetworkTrafficListener;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Gives WireMock handlers instead of a server: the front server calls them with the requests it receives. */
public final class HandlersFactory implements HttpServerFactory {
    private final FrontServer front;
    private @Nullable Handlers made;
    private @Nullable StubRequestHandler stubs;

    public HandlersFactory(FrontServer front) {
        this.front = front;
    }

    @Override
    public HttpServer buildHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        this.stubs = stubs;
        made = new Handlers(options, admin, stubs);
        return made;
    }

    /** Returns WireMock's handlers; available once WireMock has asked for its server. */
    public Handler handler() {
        return Objects.requireNonNull(made, "WireMock has not asked for a server")
                .handler();
    }

    /** Returns the handler of stub requests; available once WireMock has asked for its server. */
    public StubRequestHandler stubs() {
        return Objects.requireNonNull(stubs, "WireMock has not asked for a server");
    }

    /**
     * An inner class, because WireMock's constructor calls these methods before a subclass could set its own fields.
     */
    private final class Handlers extends Jetty12HttpServer {
        Handlers(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
            super(options, admin, stubs);
            jettyServer.removeConnector(httpConnector);
        }

        Handler handler() {
            return jettyServer.getHandler();
        }

        @Override
        protected Server createServer(Options options) {
            return front.behind();
        }

        /** Returns a connector that is never opened; WireMock requires one. */
        @Override
        protected ServerConnector createHttpConnector(
                String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
            return new ServerConnector(jettyServer);
        }

        /**
         * Serves WireMock's pages from their folder. WireMock maps a servlet to {@code /swagger-ui/*}, and since Jetty
         * 12.1 the servlet looks the path up without that prefix, which is the name of the folder.
         */
        @Override
        protected void decorateAdminServiceContextBeforeConfig(ServletContextHandler context) {
            context.setInitParameter(DefaultServlet.CONTEXT_INIT + "pathInfoOnly", "false");
        }

        @Override
        protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
            context.setErrorHandler(new FrontServer.ErrorPages());
        }

        @Override
        public int port() {
            return front.port();
        }

        @Override
        public boolean isRunning() {
            return front.isRunning();
        }

        /** Starts at most once: when the front server stops, it stops for good. */
        @Override
        public void start() {
            if (!front.isRunning()) {
                throw new IllegalStateException("a stopped server cannot be started again");
            }
            super.start();
        }

        /**
         * Stops the front server first, because WireMock waits for its threads. The request to stop may come from the
         * admin API.
         */
        @Override
        public void stop() {
            front.stop();
            super.stop();
        }
    }
}
