package dev.cannery.server;

import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11Utils;
import com.github.tomakehurst.wiremock.jetty12.Jetty12HttpServer;
import dev.cannery.server.tls.Identity;
import dev.cannery.server.tls.SecureProtocols;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.NetworkTrafficListener;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Gives WireMock a server with our handler ahead of its own. */
final class EngineFactory implements HttpServerFactory {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    /** Jetty's 1,024 take 45 KB of each connection, more than all else of a stream. */
    private static final int HEADER_CACHE = 0;

    private final Engine engine;
    private final AdminGuard guard;
    private final Cors cors;
    private final Scopes scopes;
    private final @Nullable Identity identity;

    EngineFactory(Engine engine, AdminGuard guard, Cors cors, Scopes scopes, @Nullable Identity identity) {
        this.engine = engine;
        this.guard = guard;
        this.cors = cors;
        this.scopes = scopes;
        this.identity = identity;
    }

    @Override
    public HttpServer buildHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        return new EngineServer(options, admin, stubs);
    }

    /** An inner class on purpose: WireMock's constructor calls these methods before a subclass could set its own fields. */
    private final class EngineServer extends Jetty12HttpServer {
        EngineServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
            super(options, admin, stubs);
        }

        @Override
        protected Handler createHandler(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
            return new ChatHandler(engine, guard, cors, scopes, super.createHandler(options, admin, stubs));
        }

        /**
         * A plain connector: WireMock's own reports all traffic to a listener that nobody set, and offers h2c, to which
         * Java's client would upgrade. Without h2c its {@code Upgrade} header is simply not followed.
         */
        @Override
        protected ServerConnector createHttpConnector(
                String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
            HttpConfiguration http = Jetty11Utils.createHttpConfig(settings);
            http.setHeaderCacheSize(HEADER_CACHE);
            ConnectionFactory[] protocols = identity == null
                    ? new ConnectionFactory[] {new HttpConnectionFactory(http)}
                    : SecureProtocols.of(identity, http);
            ServerConnector connector =
                    new ServerConnector(jettyServer, null, null, null, ACCEPTORS, SELECTORS, protocols);
            Jetty11Utils.setJettySettings(settings, connector);
            connector.setHost(bindAddress);
            connector.setPort(port);
            return connector;
        }

        @Override
        protected void applyAdditionalServerConfiguration(Server server, Options options) {
            super.applyAdditionalServerConfiguration(server, options);
            server.setErrorHandler(new ErrorPages());
        }

        @Override
        protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
            UnmatchedHandler unmatched = new UnmatchedHandler(engine);
            context.setErrorHandler(unmatched);
            FilterHolder failures = new FilterHolder(unmatched.failures());
            failures.setAsyncSupported(true);
            context.addFilter(failures, "/*", EnumSet.allOf(DispatcherType.class));
        }
    }
}
