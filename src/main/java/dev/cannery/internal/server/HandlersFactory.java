package dev.cannery.internal.server;

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

/** Gives WireMock, in place of a server, its handlers alone: they are called with what the front server receives. */
final class HandlersFactory implements HttpServerFactory {
    private final FrontServer front;
    private @Nullable Handlers made;
    private @Nullable StubRequestHandler stubs;

    HandlersFactory(FrontServer front) {
        this.front = front;
    }

    @Override
    public HttpServer buildHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        this.stubs = stubs;
        made = new Handlers(options, admin, stubs);
        return made;
    }

    /** WireMock's handlers, once it has asked for its server. */
    Handler handler() {
        return Objects.requireNonNull(made, "WireMock asked for no server").handler();
    }

    /** Returns what answers from stubs, once WireMock has asked for its server. */
    StubRequestHandler stubs() {
        return Objects.requireNonNull(stubs, "WireMock asked for no server");
    }

    /** An inner class on purpose: WireMock's constructor calls these methods before a subclass could set its own fields. */
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

        /** Never opened: WireMock cannot do without one. */
        @Override
        protected ServerConnector createHttpConnector(
                String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
            return new ServerConnector(jettyServer);
        }

        /**
         * WireMock serves its pages by a servlet at {@code /swagger-ui/*}, which looks for the path without that part since
         * Jetty 12.1; that part is the name of their folder.
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

        /** Once: with what the front server ends for good, nothing would be left to stop. */
        @Override
        public void start() {
            if (!front.isRunning()) {
                throw new IllegalStateException("a server that was stopped does not start again");
            }
            super.start();
        }

        /** The front server first, whose threads WireMock waits for; it may be the admin API that stops them. */
        @Override
        public void stop() {
            front.stop();
            super.stop();
        }
    }
}
