package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.tls.Identity;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mock of a chat-completions provider, answering from contracts over HTTP.
 *
 * <pre>{@code
 * try (MockChatServer server = MockChatServer.builder().contracts(contracts).start()) {
 *     client.baseUrl(server.baseUrl());
 * }
 * }</pre>
 *
 * <p>What no interaction answers may be answered by WireMock mappings of the stubs folder; so are all other paths. Servers
 * share nothing: there may be many in one JVM.
 */
public final class MockChatServer implements AutoCloseable {
    private final WireMockHost wireMock;
    private final Engine engine;
    private final ContractResponder contracts;
    private final Scopes scopes;
    private final Ends ends;

    MockChatServer(WireMockHost wireMock, Engine engine, ContractResponder contracts, Scopes scopes, Ends ends) {
        this.wireMock = wireMock;
        this.engine = engine;
        this.contracts = contracts;
        this.scopes = scopes;
        this.ends = ends;
    }

    /**
     * A server to be configured; without any setting it listens on a free port of 127.0.0.1. The first of a JVM begins to load
     * here, beside the reading of its contracts.
     */
    public static MockChatServerBuilder builder() {
        loadAhead();
        return new MockChatServerBuilder();
    }

    /** Begins to load in the background what the first server of a JVM takes longest to load, for whoever has other things to do first. */
    public static void loadAhead() {
        WarmUp.loadAhead();
    }

    /** The port that the server listens on. */
    public int port() {
        return ends.root().getPort();
    }

    /** What a client takes as its base URL, as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return ends.root().resolve("/v1");
    }

    /** The root of WireMock's admin API, as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return ends.root().resolve(AdminGuard.ADMIN_ROOT);
    }

    /** The certificate that clients are to trust when the server speaks HTTPS. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(ends.identity()).map(Identity::certificate);
    }

    /** Answers from these contracts from now on; a request that is being answered keeps the answer it has. */
    public void replaceContracts(List<LoadedContract> replacement) {
        contracts.replace(replacement);
    }

    /**
     * Whether the contracts would answer this request with a sound completion. Nothing is counted or remembered, and neither
     * keys nor limits are asked.
     */
    public boolean completes(ChatRequest request) {
        return contracts.completes(request);
    }

    /** Where such a request is to be sent: an address of this server that the provider of its contract has too. */
    public URI addressFor(ChatRequest request) {
        return baseUrl().resolve(contracts.addressFor(request));
    }

    /**
     * Opens a part of this server that answers from these contracts at a base URL of its own, and counts and remembers for
     * itself, until it is closed.
     *
     * @throws dev.cannery.internal.source.InvalidFilesException when a contract names a provider that there is not
     */
    public ChatScope openScope(List<LoadedContract> contracts) {
        return scopes.open(ends.root(), contracts);
    }

    /** The latest exchanges outside of scopes, the oldest first, those of ordinary stubs among them; without secrets. */
    public List<RecordedExchange> exchanges() {
        return engine.journal().snapshot().stream()
                .map(JournalEntry::toRecorded)
                .toList();
    }

    /**
     * The WireMock server underneath, made when it is first asked for. Users reach it by any WireMock client, at {@link
     * #adminUrl()}.
     *
     * @throws IllegalStateException when the server was closed before WireMock was made
     */
    WireMockServer wireMock() {
        return wireMock.server();
    }

    /**
     * Waits until the server has stopped, by {@link #close()} or by the admin API.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        wireMock.join();
    }

    /**
     * Stops: at once, so that clients of open streams see the connection close, unless {@link Wire#drain} gives answers that
     * are under way a time to end.
     */
    @Override
    public void close() {
        engine.link().traffic().drain(ends.drain());
        engine.link().close();
        wireMock.stop();
    }

    /**
     * How a server begins and ends for its clients.
     *
     * @param root the root of its URLs
     * @param identity what it shows to clients of HTTPS, null for plain HTTP
     * @param drain how long answers under way may take at the end
     */
    record Ends(URI root, @Nullable Identity identity, Duration drain) {}

    @Override
    public String toString() {
        return "MockChatServer[" + baseUrl() + "]";
    }
}
