package dev.cannery.internal.server;

import dev.cannery.Misbehaviour;
import dev.cannery.RecordedExchange;
import dev.cannery.Responder;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.journal.LateRequests;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link MockServer} with a base URL, contracts, call counts and a journal of its own. Scopes let tests that run in
 * parallel share a server.
 *
 * <p>Rules, providers and the journal see requests without the scope's path prefix. Chat requests are answered only from the
 * scope's contracts; other paths behave as outside of the scope.
 */
public final class OpenScope implements AutoCloseable {
    private static final long MOST_BYTES = 4 << 20;

    private final Scopes scopes;
    private final String id;
    private final URI root;
    private final LiveScope live;
    private final LateRequests late = new LateRequests();
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable OpenScope lead;

    OpenScope(Scopes scopes, String id, URI root, LiveScope live) {
        this.scopes = scopes;
        this.id = id;
        this.root = root;
        this.live = live;
    }

    /** Returns the id, which is part of the base URL. */
    public String id() {
        return id;
    }

    /** Returns the base URL for clients, such as {@code http://127.0.0.1:8080/scope/4f2a/v1}. */
    public URI baseUrl() {
        return URI.create(root + "/v1");
    }

    /** Returns the base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return root;
    }

    /** Adds a contract that takes precedence over the scope's other contracts. Call counts are kept. */
    public void putFirst(LoadedContract contract) {
        live.putFirst(contract);
    }

    /**
     * Sets a function that answers requests that match no interaction of the scope.
     *
     * @param provider the name of the provider to play if the scope has no contracts
     */
    public void respondBy(Responder responder, String provider) {
        live.respondBy(responder, provider);
    }

    /** Forwards chat requests to a provider: all of them, or those that match no interaction. */
    public void forwardTo(Upstream upstream) {
        live.forwardTo(upstream);
    }

    /** Applies a misbehaviour once: to the first response of the scope that it can change. */
    public void misbehaveOnce(Misbehaviour word) {
        live.memory().planned().plan(word);
    }

    /** Returns the misbehaviour of {@link #misbehaveOnce} if it has changed no response yet. */
    public Optional<Misbehaviour> pendingMisbehaviour() {
        return live.memory().planned().pending();
    }

    /** Returns the contracts by precedence. */
    public List<LoadedContract> contracts() {
        return live.program().contracts();
    }

    /** Returns the latest exchanges, the oldest first, redacted. */
    public List<RecordedExchange> exchanges() {
        return live.exchanges();
    }

    /** Returns the number of exchanges that were dropped from {@link #exchanges()} to make room for newer ones. */
    public int dropped() {
        return live.memory().journal().dropped();
    }

    /** Returns how many of the {@linkplain #dropped() dropped} exchanges missed, were refused, or failed. */
    public int droppedTroubles() {
        return live.memory().journal().droppedTroubles();
    }

    /** Returns a live count of the requests that arrive after the scope is closed. */
    public LateRequests lateRequests() {
        return late;
    }

    /** Returns how often each interaction of the scope has answered, in the order of the contracts. */
    public List<InteractionUse> uses() {
        return live.uses();
    }

    /** Opens a scope with the same contracts and with counts and a journal of its own. */
    public OpenScope another() {
        return scopes.open(root, live.program());
    }

    /** Redirects requests to this scope's URL to another scope; null ends the redirection. */
    public void leadTo(@Nullable OpenScope other) {
        lead = other;
    }

    Optional<OpenScope> lead() {
        return Optional.ofNullable(lead);
    }

    LiveScope live() {
        return live;
    }

    /** Returns the size of the contracts that were added over HTTP, in bytes. */
    long taken() {
        return taken.get();
    }

    /**
     * Counts the size of a contract added over HTTP.
     *
     * @throws IllegalStateException if the total is more than a scope may hold
     */
    void take(long bytes) {
        scopes.requireRoom(bytes);
        if (taken.addAndGet(bytes) > MOST_BYTES) {
            throw new IllegalStateException("a scope holds at most " + MOST_BYTES + " bytes of contracts");
        }
    }

    /** Notifies the provider of the scope that it has been idle for too long. */
    void expire() {
        Upstream provider = live.now().upstream();
        if (provider != null) {
            provider.expire();
        }
    }

    /** Closes the scope: its base URL then responds with 404. Its journal and counts can still be read. */
    @Override
    public void close() {
        live.memory().journal().countLate(late);
        scopes.end(id);
    }

    @Override
    public String toString() {
        return "OpenScope[" + baseUrl() + "]";
    }
}
