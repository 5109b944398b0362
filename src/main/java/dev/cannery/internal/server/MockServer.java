package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.tls.Identity;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mock of a chat-completions provider that answers from contracts over HTTP.
 *
 * <pre>{@code
 * try (MockServer server = MockServer.builder().contracts(contracts).start()) {
 *     client.baseUrl(server.baseUrl());
 * }
 * }</pre>
 *
 * WireMock mappings of the stubs folder answer requests that match no interaction, and requests to other paths. Servers
 * share no state, so there may be many in one JVM.
 */
public final class MockServer implements AutoCloseable {
    private final Scopes scopes;
    private final WireMockHost wireMock;
    private final URI root;
    private final @Nullable Identity identity;
    private final Runnable shutdown;

    MockServer(Scopes scopes, WireMockHost wireMock, URI root, @Nullable Identity identity, Runnable shutdown) {
        this.scopes = scopes;
        this.wireMock = wireMock;
        this.root = root;
        this.identity = identity;
        this.shutdown = shutdown;
    }

    /** Returns a builder. By default the server listens on a free port of 127.0.0.1. */
    public static MockServerBuilder builder() {
        return new MockServerBuilder();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return root.getPort();
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return root.resolve("/v1");
    }

    /** Returns the root of WireMock's admin API, such as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return root.resolve(AdminGuard.ADMIN_ROOT);
    }

    /** Returns the certificate that clients must trust; empty for plain HTTP. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(identity).map(Identity::certificate);
    }

    /** Replaces the contracts. Requests in progress are answered from the previous ones. */
    public void replaceContracts(List<LoadedContract> replacement) {
        scopes.main().replaceContracts(replacement);
    }

    /**
     * Whether the contracts would answer this request with a valid completion. Nothing is counted or recorded, and
     * neither API keys nor rate limits are checked.
     */
    public boolean completes(ChatRequest request) {
        return scopes.main().program().completes(request, scopes.main().memory());
    }

    /** Returns the URL at which the provider of the contract that answers this request completes chats. */
    public URI addressFor(ChatRequest request) {
        return baseUrl().resolve(scopes.main().program().addressFor(request));
    }

    /**
     * Opens a scope that answers from these contracts, with a base URL, call counts and a journal of its own.
     *
     * @throws dev.cannery.internal.source.SourceProblemsException if a contract names an unknown provider
     */
    public OpenScope openScope(List<LoadedContract> contracts) {
        return scopes.open(root, contracts);
    }

    /**
     * Returns the latest exchanges outside of scopes, including those of WireMock's stubs, the oldest first, redacted.
     */
    public List<RecordedExchange> exchanges() {
        return scopes.main().exchanges();
    }

    /**
     * Returns the underlying WireMock server, which is created on first use. Users reach it with any WireMock client at
     * {@link #adminUrl()}.
     *
     * @throws IllegalStateException if the server was closed before WireMock was created
     */
    WireMockServer wireMock() {
        return wireMock.server();
    }

    /**
     * Waits until the server has stopped, through {@link #close()} or the admin API.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        wireMock.join();
    }

    /**
     * Stops the server. Clients of open streams see the connection close immediately, unless {@link
     * TransportOptions#drain} sets a grace period for responses in progress.
     */
    @Override
    public void close() {
        shutdown.run();
    }

    @Override
    public String toString() {
        return "MockServer[" + baseUrl() + "]";
    }
}
