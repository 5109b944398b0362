package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.cannery.RecordedExchange;
import dev.cannery.ServerStartException;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.tls.Identity;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A started server, as seen by the public API. */
public final class RunningServer {
    private final Scopes scopes;
    private final WireMockHost wireMock;
    private final URI root;
    private final @Nullable Identity identity;
    private final Runnable shutdown;

    RunningServer(Scopes scopes, WireMockHost wireMock, URI root, @Nullable Identity identity, Runnable shutdown) {
        this.scopes = scopes;
        this.wireMock = wireMock;
        this.root = root;
        this.identity = identity;
        this.shutdown = shutdown;
    }

    /**
     * Starts a server.
     *
     * @throws ServerStartException if it cannot start, with the reason in one sentence
     */
    public static RunningServer start(ServerSettings settings) {
        return ServerAssembly.start(settings);
    }

    /** Returns the root of the server's URLs, such as {@code http://127.0.0.1:8080}. */
    public URI root() {
        return root;
    }

    /** Returns the root of the admin API. */
    public URI admin() {
        return root.resolve(AdminGuard.ADMIN_ROOT);
    }

    /** Returns the certificate that clients must trust; empty for plain HTTP. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(identity).map(Identity::certificate);
    }

    /** Replaces the contracts. */
    public void replaceContracts(List<LoadedContract> contracts) {
        scopes.main().replaceContracts(contracts);
    }

    /** Whether the contracts would answer a request with a valid completion. */
    public boolean completes(ChatRequest request) {
        return scopes.main().program().completes(request, scopes.main().memory());
    }

    /** Returns the address, path and query, at which the provider that answers a request completes chats. */
    public String addressFor(ChatRequest request) {
        return scopes.main().program().addressFor(request);
    }

    /** Opens a scope that answers from these contracts. */
    public OpenScope openScope(List<LoadedContract> contracts) {
        return scopes.open(root, contracts);
    }

    /** Returns the latest exchanges outside of scopes, the oldest first, redacted. */
    public List<RecordedExchange> exchanges() {
        return scopes.main().exchanges();
    }

    /**
     * Returns the underlying WireMock server, which is created on first use.
     *
     * @throws IllegalStateException if the server was closed before WireMock was created
     */
    public WireMockServer wireMock() {
        return wireMock.server();
    }

    /**
     * Waits until the server has stopped.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        wireMock.join();
    }

    /** Stops the server: responses in progress get the grace period, then all connections are closed. */
    public void stop() {
        shutdown.run();
    }
}
