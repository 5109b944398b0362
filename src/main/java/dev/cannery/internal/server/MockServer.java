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
 * A mock of a chat-completions provider, answering from contracts over HTTP.
 *
 * <pre>{@code
 * try (MockServer server = MockServer.builder().contracts(contracts).start()) {
 *     client.baseUrl(server.baseUrl());
 * }
 * }</pre>
 *
 * <p>Requests that no interaction matches, and those to other paths, may be answered by WireMock mappings of the stubs folder.
 * Servers share nothing: there may be many in one JVM.
 */
public final class MockServer implements AutoCloseable {
    private final RunningServer server;

    MockServer(RunningServer server) {
        this.server = server;
    }

    /** Returns a builder; without any setting the server listens on a free port of 127.0.0.1. */
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

    /** Answers from these contracts from now on; a request that is being answered keeps the answer it has. */
    public void replaceContracts(List<LoadedContract> replacement) {
        server.replaceContracts(replacement);
    }

    /**
     * Whether the contracts would answer this request with a valid completion. Nothing is counted or remembered, and neither
     * API keys nor rate limits are checked.
     */
    public boolean completes(ChatRequest request) {
        return server.completes(request);
    }

    /** Returns an address of this server for such a request: one that the provider of its contract has too. */
    public URI addressFor(ChatRequest request) {
        return baseUrl().resolve(server.addressFor(request));
    }

    /**
     * Opens a part of this server that answers from these contracts at a base URL of its own, and counts and remembers for
     * itself, until it is closed.
     *
     * @throws dev.cannery.internal.source.SourceProblemsException if a contract names an unknown provider
     */
    public ChatScope openScope(List<LoadedContract> contracts) {
        return new ChatScope(server.openScope(contracts));
    }

    /** Returns the latest exchanges outside of scopes, the oldest first, those of WireMock's stubs included; without secrets. */
    public List<RecordedExchange> exchanges() {
        return server.exchanges();
    }

    /**
     * Returns the WireMock server underneath, which is made when it is first asked for. Users reach it by any WireMock client,
     * at {@link #adminUrl()}.
     *
     * @throws IllegalStateException if the server was closed before WireMock was made
     */
    WireMockServer wireMock() {
        return server.wireMock();
    }

    /**
     * Waits until the server has stopped, by {@link #close()} or by the admin API.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /**
     * Stops the server: at once, so that clients of open streams see the connection close, unless {@link
     * TransportOptions#drain} gives answers that are under way a time to end.
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
