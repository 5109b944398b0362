package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.MockServer;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mock of a chat-completions provider that responds over HTTP, from contracts or from a function:
 *
 * <pre>{@code
 * try (MockChatServer server = MockChatServer.builder()
 *         .contracts(Contract.read(Path.of("contracts")))
 *         .responder(request -> text("You use " + request.model()))
 *         .start()) {
 *     client.baseUrl(server.baseUrl());
 * }
 * }</pre>
 *
 * <p>Servers share no state, so there may be many in one JVM. In JUnit tests, {@link dev.cannery.junit.ChatMockTest} starts and
 * stops one for you.
 */
public final class MockChatServer implements AutoCloseable {
    private final MockServer server;

    MockChatServer(MockServer server) {
        this.server = server;
    }

    /** Returns a builder. Without any setting the server listens on a free port of 127.0.0.1. */
    public static MockChatServerBuilder builder() {
        return new MockChatServerBuilder();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** Returns the URL of WireMock's admin API, such as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return server.adminUrl();
    }

    /** Returns the certificate that clients must trust; empty for plain HTTP. */
    public Optional<X509Certificate> certificate() {
        return server.certificate();
    }

    /** Replaces the contracts. Requests in progress still get their earlier response. */
    public void replaceContracts(List<? extends Contract> contracts) {
        server.replaceContracts(contracts.stream().map(LoadedContract::of).toList());
    }

    /**
     * Opens a scope: a part of this server with its own base URL, contracts, counters and recorded exchanges. With scopes,
     * parallel tests can share a server.
     *
     * @throws InvalidFilesException if a contract names a provider that does not exist
     */
    public MockChatScope openScope(Contract... contracts) {
        return new MockChatScope(server.openScope(
                Arrays.stream(contracts).map(LoadedContract::of).toList()));
    }

    /** Returns the latest exchanges outside of scopes, oldest first. */
    public List<RecordedExchange> exchanges() {
        return server.exchanges();
    }

    /**
     * Waits until the server is stopped by {@link #close()} or through the admin API.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Stops the server. Open streams are cut off, unless {@link MockChatServerBuilder#drain} gives them time. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "MockChatServer[" + baseUrl() + "]";
    }
}
