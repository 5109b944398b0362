package dev.cannery.internal.server;

import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.api.BoundedStore;
import dev.cannery.internal.server.api.StoredCompletion;
import dev.cannery.internal.server.api.StoredCompletions;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.limits.RateLimiter;
import dev.cannery.internal.server.responses.ResponsesState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The mutable state of a server outside of its scopes, or of one scope: counts, the journal and stored completions,
 * with the listeners. Thread-safe.
 */
public final class Memory {
    private final Journal journal;
    private final StoredCompletions stored;
    private final ResponsesState responses;
    private final @Nullable RateLimiter limiter;
    private final Listeners listeners;
    private final Map<Key, AtomicLong> calls = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final PlannedMisbehaviour planned = new PlannedMisbehaviour();

    /** Creates an empty memory. */
    Memory(Journal journal, Limits limits) {
        this.journal = journal;
        this.stored = new StoredCompletions(limits.stores.completions());
        this.responses = new ResponsesState(limits.stores.responses());
        this.limiter = limits.rate == null ? null : new RateLimiter(limits.rate, System::nanoTime, limits.mostKeys);
        this.listeners = limits.listeners;
    }

    /** Creates a memory that keeps no exchanges, limits no rate and notifies no listener. */
    static Memory ofNothing() {
        return new Memory(
                new Journal(new Journal.Bounds(0, 0)),
                new Limits(null, 0, new Stores(0, 0), new Listeners(event -> {}, null)));
    }

    Journal journal() {
        return journal;
    }

    StoredCompletions stored() {
        return stored;
    }

    /** Returns the stored responses and conversations. */
    ResponsesState responses() {
        return responses;
    }

    /** Removes everything that clients stored. */
    void clearStored() {
        stored.clear();
        responses.clear();
    }

    /** Returns the rate limiter; null if there is no limit. */
    @Nullable
    RateLimiter limiter() {
        return limiter;
    }

    /** Counts a response of a turn, and returns the count before it. */
    long countCall(Turn turn) {
        return calls.computeIfAbsent(new Key(turn), any -> new AtomicLong()).getAndIncrement();
    }

    /** Returns how often a turn has answered. */
    long callsOf(Turn turn) {
        AtomicLong count = calls.get(new Key(turn));
        return count == null ? 0 : count.get();
    }

    /** Resets the count of every turn. */
    void restartCalls() {
        calls.clear();
    }

    /** Counts a request, and returns the count before it. */
    long countRequest() {
        return requests.getAndIncrement();
    }

    /** Returns the number of requests in progress. */
    AtomicInteger underWay() {
        return underWay;
    }

    /** Returns the misbehaviour of one response. */
    PlannedMisbehaviour planned() {
        return planned;
    }

    void report(ServerEvent event) {
        listeners.events.accept(event);
    }

    /** Returns the listener that is notified of each finished request; null if there is none. */
    @Nullable
    Consumer<ServerEvent> accesses() {
        return listeners.accesses;
    }

    /**
     * The stores of a server, which all of its memories share.
     *
     * @param completions the stored chat completions
     * @param responses the stored responses and conversations
     */
    record Stores(BoundedStore<StoredCompletion> completions, ResponsesState.Stores responses) {
        /**
         * Creates empty stores.
         *
         * @param mostOfOne the maximum number of entries of each kind in one memory
         * @param heaviest the approximate maximum size of all entries of each kind, in bytes
         */
        Stores(int mostOfOne, long heaviest) {
            this(new BoundedStore<>(mostOfOne, heaviest), new ResponsesState.Stores(mostOfOne, heaviest));
        }
    }

    /**
     * The limits and listeners of a memory.
     *
     * @param rate the rate limit, null for none
     * @param mostKeys the maximum number of API keys with separate rate limits
     * @param stores hold what clients store in all memories of a server
     * @param listeners listeners that are notified of what happens
     */
    record Limits(@Nullable RateLimit rate, int mostKeys, Stores stores, Listeners listeners) {
        Limits withKeys(int most) {
            return new Limits(rate, most, stores, listeners);
        }
    }

    /**
     * The listeners, which the serving threads call.
     *
     * @param events notified of what people should know, such as a miss
     * @param accesses notified of each finished request; null for no listener
     */
    public record Listeners(
            Consumer<ServerEvent> events, @Nullable Consumer<ServerEvent> accesses) {}

    /** A turn as a key by identity, because two interactions may have equal turns. */
    private record Key(Turn turn) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.turn == turn;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(turn);
        }
    }
}
