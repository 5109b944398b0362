package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.ChatScope;
import java.net.URI;
import java.util.List;

/**
 * A part of a {@link MockChatServer} with a base URL of its own, which answers, counts and records apart from the rest. Opened
 * by {@link MockChatServer#openScope}.
 */
public final class MockChatScope implements AutoCloseable {
    private final ChatScope scope;

    MockChatScope(ChatScope scope) {
        this.scope = scope;
    }

    /** The base URL for clients, as {@code http://127.0.0.1:8080/scope/4f2a/v1}. */
    public URI baseUrl() {
        return scope.baseUrl();
    }

    /** Adds a contract that is matched before all others of the scope. */
    public void add(Contract contract) {
        scope.putFirst(LoadedContract.of(contract));
    }

    /** The latest exchanges, the oldest first. */
    public List<RecordedExchange> exchanges() {
        return scope.exchanges();
    }

    /** Closes the scope: its base URL answers 404 from now on. Its exchanges can still be read. */
    @Override
    public void close() {
        scope.close();
    }

    @Override
    public String toString() {
        return "MockChatScope[" + baseUrl() + "]";
    }
}
