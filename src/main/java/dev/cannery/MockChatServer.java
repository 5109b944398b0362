package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.MockServer;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mock of a chat-completions provider, answering over HTTP from contracts or from a function:
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
 * <p>Servers share nothing: there may be many in one JVM. In tests with JUnit, {@link dev.cannery.junit.ChatMockTest} starts
 * and stops one for you.
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

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** The base URL for clients, as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The root of WireMock's admin API, as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return server.adminUrl();
    }

    /** The certificate that clients must trust; empty for plain HTTP. */
    public Optional<X509Certificate> certificate() {
        return server.certificate();
    }

    /** Answers from these contracts from now on. Requests in progress keep their response. */
    public void replaceContracts(List<? extends Contract> contracts) {
        server.replaceContracts(contracts.stream().map(LoadedContract::of).toList());
    }

    /**
     * Opens a part of this server with a base URL, contracts, counters and recorded exchanges of its own, so that tests which
     * run at the same time can share a server.
     *
     * @throws InvalidFilesException when a contract names a provider that does not exist
     */
    public MockChatScope openScope(Contract... contracts) {
        return new MockChatScope(server.openScope(
                Arrays.stream(contracts).map(LoadedContract::of).toList()));
    }

    /** The latest exchanges outside of scopes, the oldest first. */
    public List<RecordedExchange> exchanges() {
        return server.exchanges();
    }

    /**
     * Waits until the server has stopped, by {@link #close()} or by the admin API.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Stops the server. Open streams are cut, unless {@link MockChatServerBuilder#drain} gives them time. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "MockChatServer[" + baseUrl() + "]";
    }
}
