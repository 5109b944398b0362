package dev.cannery.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The latest exchanges, bounded by count and by weight; to add one takes constant time however many there are. */
final class Journal {
    private final Bounds bounds;
    private final Runnable whenCleared;
    private final long idPrefix = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<UUID, JournalEntry> entries = new LinkedHashMap<>();
    private long weight;

    Journal(Bounds bounds) {
        this(bounds, () -> {});
    }

    /**
     * An empty journal.
     *
     * @param whenCleared forgets what else is remembered of exchanges
     */
    Journal(Bounds bounds, Runnable whenCleared) {
        this.bounds = bounds;
        this.whenCleared = whenCleared;
    }

    Bounds bounds() {
        return bounds;
    }

    /** An id that no other entry of this journal has. A random one would cost more than the rest of an entry. */
    UUID nextId() {
        return new UUID(idPrefix, lastId.incrementAndGet());
    }

    synchronized void add(JournalEntry entry) {
        entries.put(entry.id(), entry);
        weight += entry.weight();
        evict();
    }

    /** Puts the entry in the place of the one with its id, unless that was dropped meanwhile. */
    synchronized void replace(JournalEntry entry) {
        JournalEntry previous = entries.replace(entry.id(), entry);
        if (previous != null) {
            weight += entry.weight() - previous.weight();
            evict();
        }
    }

    private void evict() {
        Iterator<JournalEntry> eldest = entries.values().iterator();
        while (entries.size() > bounds.entries() || weight > bounds.bytes()) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    synchronized Optional<JournalEntry> find(UUID id) {
        return Optional.ofNullable(entries.get(id));
    }

    synchronized void remove(UUID id) {
        JournalEntry removed = entries.remove(id);
        if (removed != null) {
            weight -= removed.weight();
        }
    }

    synchronized void clear() {
        entries.clear();
        weight = 0;
        whenCleared.run();
    }

    /** The entries, the oldest first. */
    synchronized List<JournalEntry> snapshot() {
        return new ArrayList<>(entries.values());
    }

    /**
     * How much a journal keeps.
     *
     * @param entries how many exchanges; 0 keeps none
     * @param bytes about how much memory
     */
    record Bounds(int entries, long bytes) {
        private static final long MOST = 64L << 20;
        private static final int SHARE = 8;

        /** What a server keeps that is told nothing else: a small heap has room for little. */
        static Bounds usual() {
            return new Bounds(10_000, Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE));
        }

        Bounds {
            if (entries < 0) {
                throw new IllegalArgumentException("journal entries must be 0 or more, was " + entries);
            }
            if (bytes < 0) {
                throw new IllegalArgumentException("journal bytes must be 0 or more, was " + bytes);
            }
        }
    }
}
