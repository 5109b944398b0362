package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.OpenScope;
import java.net.URI;
import java.util.List;

/**
 * A part of a {@link MockChatServer} with its own base URL, contracts, counters and recorded exchanges. Opened by
 * {@link MockChatServer#openScope}.
 */
public final class MockChatScope implements AutoCloseable {
    private final OpenScope scope;

    MockChatScope(OpenScope scope) {
        this.scope = scope;
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/scope/4f2a/v1}. */
    public URI baseUrl() {
        return scope.baseUrl();
    }

    /** Adds a contract, which is matched before all others of the scope. */
    public void add(Contract contract) {
        scope.putFirst(LoadedContract.of(contract));
    }

    /** Returns the latest exchanges, oldest first. */
    public List<RecordedExchange> exchanges() {
        return scope.exchanges();
    }

    /** Closes the scope. Requests to its base URL then get a 404. Its exchanges can still be read. */
    @Override
    public void close() {
        scope.close();
    }

    @Override
    public String toString() {
        return "MockChatScope[" + baseUrl() + "]";
    }
}
