package dev.cannery.internal.server;

import dev.cannery.RecordedExchange;
import dev.cannery.Responder;
import dev.cannery.internal.contract.LoadedContract;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link MockServer} that answers, counts and remembers for itself, at a base URL of its own. So tests that run
 * at the same time can share a server.
 *
 * <p>Rules, providers and the journal see its requests without the scope's part of the path. Chat requests are answered from
 * the scope's contracts alone, other paths as outside of it.
 */
public final class ChatScope implements AutoCloseable {
    private final OpenScope scope;

    ChatScope(OpenScope scope) {
        this.scope = scope;
    }

    /** Returns the id, which is part of the base URL. */
    public String id() {
        return scope.id();
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/scope/4f2a/v1}. */
    public URI baseUrl() {
        return URI.create(scope.root() + "/v1");
    }

    /** Returns the base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return scope.root();
    }

    /** Asks this contract before all others of the scope from now on; what the others counted stays. */
    public void putFirst(LoadedContract contract) {
        scope.putFirst(contract);
    }

    /**
     * Asks this function where no interaction of the scope matches.
     *
     * @param provider the provider to play if the scope has no contracts, which name one
     */
    public void respondBy(Responder responder, String provider) {
        scope.respondBy(responder, provider);
    }

    /** Returns the contracts in the order in which they are asked. */
    public List<LoadedContract> contracts() {
        return scope.contracts();
    }

    /** Returns the latest exchanges, the oldest first, without secrets. */
    public List<RecordedExchange> exchanges() {
        return scope.exchanges();
    }

    /** Returns the number of exchanges that are no longer in {@link #exchanges()} because newer ones needed the room. */
    public int forgotten() {
        return scope.dropped();
    }

    /** Returns the number of {@linkplain #forgotten() forgotten} exchanges whose request missed, was refused, or failed. */
    public int forgottenTroubles() {
        return scope.droppedTroubles();
    }

    /** Returns the requests that come after the scope is closed; they are counted as they come. */
    public LateRequests lateRequests() {
        return scope.lateRequests();
    }

    /** Returns how often each interaction of the scope has answered, in the order of the contracts. */
    public List<InteractionUse> uses() {
        return scope.uses();
    }

    /** Opens another scope that answers as this one does, and counts and remembers for itself. */
    public ChatScope another() {
        return new ChatScope(scope.another());
    }

    /** Sends what comes to this scope's URL to another scope from now on; to itself again if that is null. */
    public void leadTo(@Nullable ChatScope other) {
        scope.leadTo(other == null ? null : other.scope);
    }

    /** Closes the scope: its base URL answers with 404 from now on. What it remembers can still be read. */
    @Override
    public void close() {
        scope.close();
    }

    @Override
    public String toString() {
        return "ChatScope[" + baseUrl() + "]";
    }
}
