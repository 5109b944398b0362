package dev.cannery.internal.server;

import dev.cannery.RecordedExchange;
import dev.cannery.Responder;
import dev.cannery.internal.contract.LoadedContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A scope of a server that is served at a URL of its own. */
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

    /** Returns the id, which is part of the URL. */
    public String id() {
        return id;
    }

    /** Returns the URL without {@code /v1}. */
    public URI root() {
        return root;
    }

    /** Asks this contract before all others from now on; what the others counted stays. */
    public void putFirst(LoadedContract contract) {
        live.putFirst(contract);
    }

    /** Asks this function where no interaction matches; without contracts, the named provider is played. */
    public void respondBy(Responder responder, String provider) {
        live.respondBy(responder, provider);
    }

    /** Returns the contracts in the order in which they are asked. */
    public List<LoadedContract> contracts() {
        return live.program().contracts();
    }

    /** Returns the latest exchanges, the oldest first, redacted. */
    public List<RecordedExchange> exchanges() {
        return live.exchanges();
    }

    /** Returns how many exchanges were dropped because newer ones needed the room. */
    public int dropped() {
        return live.memory().journal().dropped();
    }

    /** Returns how many of the dropped exchanges missed, were refused, or failed. */
    public int droppedTroubles() {
        return live.memory().journal().droppedTroubles();
    }

    /** Returns the count of the requests that come after the scope is closed. */
    public LateRequests lateRequests() {
        return late;
    }

    /** Returns how often each interaction has answered, in the order of the contracts. */
    public List<InteractionUse> uses() {
        return live.uses();
    }

    /** Opens another scope that answers as this one does, with a memory of its own. */
    public OpenScope another() {
        return scopes.open(root, live.program());
    }

    /** Sends what comes to this scope's URL to another scope from now on; to itself again if that is null. */
    public void leadTo(@Nullable OpenScope other) {
        lead = other;
    }

    Optional<OpenScope> lead() {
        return Optional.ofNullable(lead);
    }

    LiveScope live() {
        return live;
    }

    /** Returns how many bytes of contracts came by HTTP. */
    long taken() {
        return taken.get();
    }

    /**
     * Counts the text of contracts that came by HTTP.
     *
     * @throws IllegalStateException if it is more than a scope may hold
     */
    void take(long bytes) {
        scopes.requireRoom(bytes);
        if (taken.addAndGet(bytes) > MOST_BYTES) {
            throw new IllegalStateException("a scope holds at most " + MOST_BYTES + " bytes of contracts");
        }
    }

    /** Closes the scope: its URL answers with 404 from now on. What it remembers can still be read. */
    @Override
    public void close() {
        live.memory().journal().countLate(late);
        scopes.end(id);
    }
}
