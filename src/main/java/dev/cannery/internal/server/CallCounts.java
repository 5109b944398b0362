package dev.cannery.internal.server;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How often each turn has answered. */
final class CallCounts {
    private final IdentityHashMap<Turn, AtomicLong> counts = new IdentityHashMap<>();

    /** Counts that begin at nothing. */
    CallCounts(Collection<LoadedInteraction> interactions) {
        interactions.forEach(interaction -> interaction.turns().forEach(turn -> counts.put(turn, new AtomicLong())));
    }

    /** Counts of these interactions that go on where the earlier ones stand. */
    CallCounts(Collection<LoadedInteraction> interactions, CallCounts earlier) {
        this(interactions);
        counts.replaceAll((turn, zero) -> earlier.counts.getOrDefault(turn, zero));
    }

    /** Counts one more answer of the turn, and tells how many there were before. */
    long next(Turn turn) {
        return counts.computeIfAbsent(turn, CallCounts::unknown).getAndIncrement();
    }

    /** How often the turn has answered. */
    long of(Turn turn) {
        AtomicLong count = counts.get(turn);
        return count == null ? 0 : count.get();
    }

    private static AtomicLong unknown(Turn turn) {
        throw new IllegalArgumentException("a turn of other interactions: " + turn);
    }
}
