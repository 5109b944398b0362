package dev.cannery.internal.server;

import dev.cannery.internal.contract.LoadedContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of a server that answers, counts and remembers for itself, at a base URL of its own. So tests that run beside each
 * other can share a server.
 *
 * <p>To the rules, the provider and the journal its requests look as if the scope's part of the path were not there. Chat
 * requests are answered from the scope's contracts alone, other paths as outside of it.
 */
public final class ChatScope implements AutoCloseable {
    private static final long MOST_BYTES = 4 << 20;

    private final Scopes scopes;
    private final String id;
    private final URI root;
    private final ContractResponder contracts;
    private final Engine engine;
    private final LateRequests late = new LateRequests();
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable ChatScope lead;

    ChatScope(Scopes scopes, String id, URI root, ContractResponder contracts, Engine engine) {
        this.scopes = scopes;
        this.id = id;
        this.root = root;
        this.contracts = contracts;
        this.engine = engine;
    }

    /** The id, which is part of the base URL. */
    public String id() {
        return id;
    }

    /** What a client takes as its base URL, as {@code http://127.0.0.1:8080/scope/4f2a/v1}. */
    public URI baseUrl() {
        return URI.create(root + "/v1");
    }

    /** The base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return root;
    }

    /** Asks this contract ahead of all that the scope has from now on; what those have counted stays. */
    public void putFirst(LoadedContract contract) {
        contracts.putFirst(contract);
    }

    /** The contracts in the order in which they are asked. */
    public List<LoadedContract> contracts() {
        return contracts.contracts();
    }

    /** The latest exchanges, the oldest first; without secrets. */
    public List<RecordedExchange> exchanges() {
        return engine.journal().snapshot().stream()
                .map(JournalEntry::toRecorded)
                .toList();
    }

    /** The number of exchanges that are no longer in {@link #exchanges()} because newer ones needed the room. */
    public int forgotten() {
        return engine.journal().dropped();
    }

    /** The number of {@linkplain #forgotten() forgotten} exchanges whose request missed, was refused, or failed. */
    public int forgottenTroubles() {
        return engine.journal().droppedTroubles();
    }

    /** The requests that come after the scope is closed; they are counted as they come. */
    public LateRequests lateRequests() {
        return late;
    }

    /** How often each interaction of the scope has answered, in the order of the contracts. */
    public List<InteractionUse> uses() {
        return contracts.contracts().stream()
                .flatMap(contract -> contract.interactions().stream()
                        .map(interaction -> new InteractionUse(
                                contract,
                                interaction,
                                interaction.turns().stream()
                                        .map(contracts::callsOf)
                                        .toList())))
                .toList();
    }

    /** Another scope of the same contracts, which counts and remembers for itself. */
    public ChatScope another() {
        return scopes.open(root, contracts.with(contracts.contracts()));
    }

    /** Sends what comes to this scope's URL to another scope from now on; to itself again when that is null. */
    public void leadTo(@Nullable ChatScope other) {
        lead = other;
    }

    /** Where a request to this scope's URL belongs. */
    Optional<ChatScope> lead() {
        return Optional.ofNullable(lead);
    }

    void forgetStored() {
        contracts.forgetStored();
    }

    Engine engine() {
        return engine;
    }

    /** How many bytes of contracts came by HTTP. */
    long taken() {
        return taken.get();
    }

    /**
     * Counts the text of contracts that came by HTTP.
     *
     * @throws IllegalStateException when it is more than a scope may hold
     */
    void take(long bytes) {
        scopes.requireRoom(bytes);
        if (taken.addAndGet(bytes) > MOST_BYTES) {
            throw new IllegalStateException("a scope holds " + MOST_BYTES + " bytes of contracts and no more");
        }
    }

    /** Ends the scope: its base URL answers with 404 from now on. What it remembers can still be read. */
    @Override
    public void close() {
        engine.journal().countLate(late);
        scopes.end(id);
    }

    @Override
    public String toString() {
        return "ChatScope[" + baseUrl() + "]";
    }
}
