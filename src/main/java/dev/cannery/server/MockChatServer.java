package dev.cannery.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.cannery.contract.Contract;
import java.net.URI;
import java.util.List;

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
    private final WireMockServer wireMock;
    private final Engine engine;
    private final ContractResponder contracts;
    private final URI root;

    MockChatServer(WireMockServer wireMock, Engine engine, ContractResponder contracts, URI root) {
        this.wireMock = wireMock;
        this.engine = engine;
        this.contracts = contracts;
        this.root = root;
    }

    /** A server to be configured; without any setting it listens on a free port of 127.0.0.1. */
    public static MockChatServerBuilder builder() {
        return new MockChatServerBuilder();
    }

    /** The port that the server listens on. */
    public int port() {
        return root.getPort();
    }

    /** What a client takes as its base URL, as {@code http://127.0.0.1:8080/v1}. */
    public URI baseUrl() {
        return root.resolve("/v1");
    }

    /** The root of WireMock's admin API, as {@code http://127.0.0.1:8080/__admin}. */
    public URI adminUrl() {
        return root.resolve(AdminGuard.ADMIN_ROOT);
    }

    /** Answers from these contracts from now on; a request that is being answered keeps the answer it has. */
    public void replaceContracts(List<Contract> replacement) {
        contracts.replace(replacement);
    }

    /** The latest exchanges, the oldest first, those of ordinary stubs among them; secrets are blotted out. */
    public List<RecordedExchange> exchanges() {
        return engine.journal().snapshot().stream()
                .map(JournalEntry::toRecorded)
                .toList();
    }

    /**
     * The WireMock server underneath, for what this class does not offer: stubs made in code, {@code verify}, scenarios.
     *
     * <p>Its types are WireMock's and change when WireMock does. Stop the server by {@link #close()}, not through it.
     */
    public WireMockServer wireMock() {
        return wireMock;
    }

    /** Stops at once: open streams end, their clients see the connection close. */
    @Override
    public void close() {
        engine.pacer().close();
        wireMock.stop();
    }

    @Override
    public String toString() {
        return "MockChatServer[" + baseUrl() + "]";
    }
}
