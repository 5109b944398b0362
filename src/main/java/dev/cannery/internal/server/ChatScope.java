package dev.cannery.internal.server;

import dev.cannery.Misbehaviour;
import dev.cannery.RecordedExchange;
import dev.cannery.Responder;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.journal.LateRequests;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link MockServer} with a base URL, contracts, call counts and a journal of its own. Scopes let tests
 * that run in parallel share a server.
 *
 * Rules, providers and the journal see requests without the scope's path prefix. Chat requests are answered only from
 * the scope's contracts; other paths behave as outside of the scope.
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

    /** Adds a contract that takes precedence over the scope's other contracts. Call counts are kept. */
    public void putFirst(LoadedContract contract) {
        scope.putFirst(contract);
    }

    /**
     * Sets a function that answers requests that match no interaction of the scope.
     *
     * @param provider the provider to play if the scope has no contracts
     */
    public void respondBy(Responder responder, String provider) {
        scope.respondBy(responder, provider);
    }

    /** Forwards chat requests to a provider: all of them, or those that match no interaction. */
    public void forwardTo(Upstream upstream) {
        scope.forwardTo(upstream);
    }

    /** Lets the first response of the scope that this misbehaviour can change have it. */
    public void misbehaveOnce(Misbehaviour word) {
        scope.live().memory().planned().plan(word);
    }

    /** Returns the misbehaviour of {@link #misbehaveOnce} if it has changed no response yet. */
    public Optional<Misbehaviour> pendingMisbehaviour() {
        return scope.live().memory().planned().pending();
    }

    /** Returns the contracts by precedence. */
    public List<LoadedContract> contracts() {
        return scope.contracts();
    }

    /** Returns the latest exchanges, the oldest first, redacted. */
    public List<RecordedExchange> exchanges() {
        return scope.exchanges();
    }

    /** Returns the number of exchanges that were dropped from {@link #exchanges()} to make room for newer ones. */
    public int forgotten() {
        return scope.dropped();
    }

    /** Returns how many of the {@linkplain #forgotten() dropped} exchanges missed, were refused, or failed. */
    public int forgottenTroubles() {
        return scope.droppedTroubles();
    }

    /** Returns a live count of the requests that arrive after the scope is closed. */
    public LateRequests lateRequests() {
        return scope.lateRequests();
    }

    /** Returns how often each interaction of the scope has answered, in the order of the contracts. */
    public List<InteractionUse> uses() {
        return scope.uses();
    }

    /** Opens a scope with the same contracts and with counts and a journal of its own. */
    public ChatScope another() {
        return new ChatScope(scope.another());
    }

    /** Redirects requests to this scope's URL to another scope; null ends the redirection. */
    public void leadTo(@Nullable ChatScope other) {
        scope.leadTo(other == null ? null : other.scope);
    }

    /** Closes the scope: its base URL then responds with 404. Its journal and counts can still be read. */
    @Override
    public void close() {
        scope.close();
    }

    @Override
    public String toString() {
        return "ChatScope[" + baseUrl() + "]";
    }
}
