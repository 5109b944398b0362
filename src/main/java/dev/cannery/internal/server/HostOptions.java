package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.common.ClasspathFileSource;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.NetworkAddressRules;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.store.Stores;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import dev.cannery.internal.server.answer.ServerEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options of WireMock as the host of users' stubs. */
final class HostOptions {
    private static final String NO_STUBS = "dev/cannery/internal/server/no-stubs";
    private static final String NO_SYSTEM_KEY = "(?!)";

    private HostOptions() {}

    /** Returns the files of a stubs folder, which may be null. */
    static FileSource files(@Nullable Path stubs) {
        // WireMock's default is src/test/resources of whichever project it runs in.
        return stubs == null
                ? new ClasspathFileSource(HostOptions.class, NO_STUBS)
                : new SingleRootFileSource(stubs.toAbsolutePath().normalize().toFile());
    }

    static WireMockConfiguration of(
            FileSource files, Stores stores, HttpServerFactory factory, Consumer<ServerEvent> events) {
        return WireMockConfiguration.options()
                .httpServerFactory(factory)
                .fileSource(files)
                .withStores(stores)
                .stubRequestLoggingDisabled(true)
                .gzipDisabled(true)
                .withPermittedSystemKeys(NO_SYSTEM_KEY)
                .limitProxyTargets(new NoTargets())
                .httpClientFactory(HostOptions::lazyClient)
                .notMatchedRendererFactory(extensions -> new NoDiff())
                .notifier(new Notices(events));
    }

    /** WireMock's own HTTP client, created on first use: its TLS context takes a tenth of a second. */
    private static HttpClient lazyClient(
            Options options, boolean trustsAll, List<String> trustedHosts, boolean usesSystemProperties) {
        return new LazyHttpClient(() ->
                new ApacheHttpClientFactory().buildHttpClient(options, trustsAll, trustedHosts, usesSystemProperties));
    }

    /** Stubs must not make this server call other servers. */
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

    /**
     * Keeps WireMock from comparing an unmatched request with every stub, which takes seconds with a thousand stubs.
     */
    private static final class NoDiff extends NotMatchedRenderer {
        @Override
        protected ResponseDefinition render(Admin admin, ServeEvent serveEvent) {
            return new ResponseDefinition(404, "");
        }
    }

    /** Passes on WireMock's errors and drops its informational messages. */
    private static final class Notices implements Notifier {
        private final Consumer<ServerEvent> listener;

        Notices(Consumer<ServerEvent> listener) {
            this.listener = listener;
        }

        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {
            listener.accept(ServerEvent.of(ServerEvent.Kind.FAILURE, message));
        }

        @Override
        public void error(String message, Throwable failure) {
            error(message + ": " + failure);
        }
    }
}
