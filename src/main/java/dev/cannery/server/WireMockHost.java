package dev.cannery.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.ClasspathFileSource;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.NetworkAddressRules;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import dev.cannery.server.tls.Identity;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Configures WireMock as the host of an engine, and starts it. */
final class WireMockHost {
    private static final int ACCEPT_QUEUE = 4_096;
    private static final int THREADS = 50;
    private static final long STOP_MILLIS = 300;
    private static final String NO_STUBS = "dev/cannery/server/no-stubs";
    private static final String NO_SYSTEM_KEY = "(?!)";

    private final BindAddress address;
    private final Consumer<String> notices;
    private final FileSource files;
    private final EngineStores stores;

    WireMockHost(BindAddress address, @Nullable Path stubs, Journal journal, Consumer<String> notices) {
        if (stubs != null && !Files.isDirectory(stubs)) {
            throw new ServerStartException("stubs folder " + stubs + " does not exist", null);
        }
        if (stubs != null) {
            NoProxies.check(stubs);
        }
        this.address = address;
        this.notices = notices;
        // WireMock's default is src/test/resources of whatever project it runs in.
        this.files = stubs == null
                ? new ClasspathFileSource(WireMockHost.class, NO_STUBS)
                : new SingleRootFileSource(stubs.toFile());
        this.stores = new EngineStores(files, journal);
    }

    /** Whether there is any stub mapping, from the folder or made since. */
    boolean hasStubs() {
        return stores.hasStubs();
    }

    /** A running WireMock with the engine ahead of it. */
    WireMockServer start(Engine engine, AdminGuard guard, Cors cors, Scopes scopes, @Nullable Identity identity) {
        try {
            WireMockServer server =
                    new WireMockServer(options(new EngineFactory(engine, guard, cors, scopes, identity)));
            startOrStop(server);
            return server;
        } catch (RuntimeException e) {
            engine.pacer().close();
            throw explain(e);
        }
    }

    private WireMockConfiguration options(EngineFactory factory) {
        return WireMockConfiguration.options()
                .port(address.port())
                .bindAddress(address.host())
                .httpServerFactory(factory)
                .jettyAcceptQueueSize(ACCEPT_QUEUE)
                .jettyStopTimeout(STOP_MILLIS)
                .containerThreads(THREADS)
                .fileSource(files)
                .withStores(stores)
                .stubRequestLoggingDisabled(true)
                .gzipDisabled(true)
                .withPermittedSystemKeys(NO_SYSTEM_KEY)
                .limitProxyTargets(new NoTargets())
                .httpClientFactory(WireMockHost::lazyClient)
                .notMatchedRendererFactory(extensions -> new NoDiff())
                .notifier(new Notices());
    }

    /** WireMock's own client, made when it is first used: its TLS context takes a tenth of a cold start. */
    private static HttpClient lazyClient(
            Options options, boolean trustsAll, List<String> trustedHosts, boolean usesSystemProperties) {
        return new LazyHttpClient(() ->
                new ApacheHttpClientFactory().buildHttpClient(options, trustsAll, trustedHosts, usesSystemProperties));
    }

    private static void startOrStop(WireMockServer server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private ServerStartException explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return new ServerStartException(
                        "port " + address.port() + " on " + address.host() + " is in use", failure);
            }
            if (cause.getCause() == null) {
                return new ServerStartException(
                        "cannot start on " + address.host() + ":" + address.port() + ": " + cause.getMessage(),
                        failure);
            }
        }
        return new ServerStartException("cannot start: " + failure.getMessage(), failure);
    }

    /** Stubs may not make this server call others. */
    private static final class NoTargets implements NetworkAddressRules {
        @Override
        public boolean isAllowed(String address) {
            return false;
        }

        @Override
        public boolean isAllowedAll() {
            return false;
        }
    }

    /** Keeps WireMock from comparing an unmatched request with every stub, which takes seconds at a thousand stubs. */
    private static final class NoDiff extends NotMatchedRenderer {
        @Override
        protected ResponseDefinition render(Admin admin, ServeEvent serveEvent) {
            return new ResponseDefinition(404, "");
        }
    }

    /** WireMock's own troubles are for people, its chatter is not. */
    private final class Notices implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {
            notices.accept(message);
        }

        @Override
        public void error(String message, Throwable failure) {
            notices.accept(message + ": " + failure);
        }
    }
}
