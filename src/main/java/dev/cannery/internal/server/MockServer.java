package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

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
    private final RunningServer server;

    MockServer(RunningServer server) {
        this.server = server;
    }

    /** Returns a builder. By default the server listens on a free port of 127.0.0.1. */
    public static MockServerBuilder builder() {
        return new MockServerBuilder();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.root().getPort();
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return server.root().resolve("/v1");
    }

    /** Returns the root of WireMock's admin API, such as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return server.admin();
    }

    /** Returns the certificate that clients must trust; empty for plain HTTP. */
    public Optional<X509Certificate> certificate() {
        return server.certificate();
    }

    /** Replaces the contracts. Requests in progress are answered from the previous ones. */
    public void replaceContracts(List<LoadedContract> replacement) {
        server.replaceContracts(replacement);
    }

    /**
     * Whether the contracts would answer this request with a valid completion. Nothing is counted or recorded, and
     * neither API keys nor rate limits are checked.
     */
    public boolean completes(ChatRequest request) {
        return server.completes(request);
    }

    /** Returns the URL at which the provider of the contract that answers this request completes chats. */
    public URI addressFor(ChatRequest request) {
        return baseUrl().resolve(server.addressFor(request));
    }

    /**
     * Opens a scope that answers from these contracts, with a base URL, call counts and a journal of its own.
     *
     * @throws dev.cannery.internal.source.SourceProblemsException if a contract names an unknown provider
     */
    public ChatScope openScope(List<LoadedContract> contracts) {
        return new ChatScope(server.openScope(contracts));
    }

    /**
     * Returns the latest exchanges outside of scopes, including those of WireMock's stubs, the oldest first, redacted.
     */
    public List<RecordedExchange> exchanges() {
        return server.exchanges();
    }

    /**
     * Returns the underlying WireMock server, which is created on first use. Users reach it with any WireMock client at
     * {@link #adminUrl()}.
     *
     * @throws IllegalStateException if the server was closed before WireMock was created
     */
    WireMockServer wireMock() {
        return server.wireMock();
    }

    /**
     * Waits until the server has stopped, through {@link #close()} or the admin API.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /**
     * Stops the server. Clients of open streams see the connection close immediately, unless {@link
     * TransportOptions#drain} sets a grace period for responses in progress.
     */
    @Override
    public void close() {
        server.stop();
    }

    @Override
    public String toString() {
        return "MockServer[" + baseUrl() + "]";
    }
}
