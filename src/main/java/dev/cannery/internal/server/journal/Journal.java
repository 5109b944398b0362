package dev.cannery.internal.server.journal;

import dev.cannery.RecordedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest exchanges, bounded by number and by size. Adding one takes constant time.
 *
 * Successful exchanges are dropped first, so that many of them do not push out a request that went wrong.
 */
public final class Journal {
    private final Supplier<Bounds> bounds;
    private final long idPrefix = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<UUID, Placed> answered = new LinkedHashMap<>();
    private final Map<UUID, Placed> troubles = new LinkedHashMap<>();
    private long lastPlace;
    private long weight;
    private int dropped;
    private int droppedTroubles;
    private @Nullable LateRequests late;

    /** Creates an empty journal. */
    public Journal(Bounds bounds) {
        this(() -> bounds);
    }

    /** Creates an empty journal whose bounds may change; they are read at each entry and by {@link #trim()}. */
    public Journal(Supplier<Bounds> bounds) {
        this.bounds = bounds;
    }

    public Bounds bounds() {
        return bounds.get();
    }

    /** Returns an id that is unique in this journal. A random one would cost more than the rest of an entry. */
    public UUID nextId() {
        return new UUID(idPrefix, lastId.incrementAndGet());
    }

    public synchronized void add(JournalEntry entry) {
        put(new Placed(++lastPlace, entry));
        if (late != null && entry.isTrouble()) {
            RecordedRequest request = entry.toRecorded().request();
            late.count(request.method(), request.path());
        }
    }

    /** Replaces the entry with the same id, unless it has been dropped in the meantime. */
    public synchronized void replace(JournalEntry entry) {
        Placed previous = take(entry.id());
        if (previous != null) {
            put(new Placed(previous.place(), entry));
        }
    }

    /** Counts the requests that go wrong from now on, because no one looks at the entries any more. */
    public synchronized void countLate(LateRequests requests) {
        late = requests;
    }

    private void put(Placed placed) {
        JournalEntry entry = placed.entry();
        (entry.isTrouble() ? troubles : answered).put(entry.id(), placed);
        weight += entry.weight();
        evict();
    }

    /** Drops the entries that exceed the bounds. */
    public synchronized void trim() {
        evict();
    }

    private void evict() {
        Bounds now = bounds.get();
        while (answered.size() + troubles.size() > now.entries() || weight > now.bytes()) {
            boolean isTrouble = answered.isEmpty();
            Iterator<Placed> eldest = (isTrouble ? troubles : answered).values().iterator();
            weight -= eldest.next().entry().weight();
            eldest.remove();
            dropped++;
            droppedTroubles += isTrouble ? 1 : 0;
        }
    }

    public synchronized Optional<JournalEntry> find(UUID id) {
        Placed placed = answered.getOrDefault(id, troubles.get(id));
        return Optional.ofNullable(placed).map(Placed::entry);
    }

    public synchronized void remove(UUID id) {
        take(id);
    }

    private @Nullable Placed take(UUID id) {
        Placed taken = answered.remove(id);
        if (taken == null) {
            taken = troubles.remove(id);
        }
        weight -= taken == null ? 0 : taken.entry().weight();
        return taken;
    }

    public synchronized void clear() {
        answered.clear();
        troubles.clear();
        weight = 0;
        dropped = 0;
        droppedTroubles = 0;
    }

    /** Returns a copy of the entries, the oldest first. */
    public synchronized List<JournalEntry> snapshot() {
        return Stream.concat(answered.values().stream(), troubles.values().stream())
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::entry)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Returns the number of entries dropped to make room. */
    public synchronized int dropped() {
        return dropped;
    }

    /** Returns how many of the dropped entries were requests that went wrong. */
    public synchronized int droppedTroubles() {
        return droppedTroubles;
    }

    private record Placed(long place, JournalEntry entry) {}

    /**
     * The bounds of a journal.
     *
     * @param entries the maximum number of exchanges; 0 keeps none
     * @param bytes the approximate maximum size in memory
     */
    public record Bounds(int entries, long bytes) {
        private static final long MOST = 64L << 20;
        private static final int SHARE = 8;

        /** Returns the default bounds, which are smaller for a small heap. */
        public static Bounds usual() {
            return new Bounds(10_000, Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE));
        }

        public Bounds {
            if (entries < 0) {
                throw new IllegalArgumentException("journal entries must be 0 or more, was " + entries);
            }
            if (bytes < 0) {
                throw new IllegalArgumentException("journal bytes must be 0 or more, was " + bytes);
            }
        }
    }
}
