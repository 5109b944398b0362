package dev.cannery.internal.server.api;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store of clients' data, the oldest first, bounded by number for each owner and by size over all owners.
 *
 * @param <T> the type of the entries
 */
public final class BoundedStore<T extends BoundedStore.Entry> {
    private final int mostOfOne;
    private final long heaviest;
    /** All entries, so that the oldest is known. */
    private final Map<Key, T> entries = new LinkedHashMap<>();
    /** The same entries by owner and id. */
    private final Map<Object, Map<String, T>> byOwner = new HashMap<>();

    private long weight;

    /**
     * Creates an empty store.
     *
     * @param mostOfOne the maximum number of entries of one owner
     * @param heaviest the approximate maximum size of all entries in bytes
     */
    public BoundedStore(int mostOfOne, long heaviest) {
        this.mostOfOne = mostOfOne;
        this.heaviest = heaviest;
    }

    /** An entry of a store. */
    public interface Entry {
        /** Returns the id. */
        String id();

        /** Returns the approximate size in memory, in bytes. */
        long weight();
    }

    /** Stores an entry; it replaces one with the same id. */
    public synchronized void add(Object owner, T entry) {
        remove(owner, entry.id());
        entries.put(new Key(owner, entry.id()), entry);
        Map<String, T> theirs = byOwner.computeIfAbsent(owner, any -> new LinkedHashMap<>());
        theirs.put(entry.id(), entry);
        weight += entry.weight();
        if (theirs.size() > mostOfOne) {
            remove(owner, theirs.keySet().iterator().next());
        }
        shrink();
    }

    private void shrink() {
        while (weight > heaviest) {
            Key eldest = entries.keySet().iterator().next();
            remove(eldest.owner(), eldest.id());
        }
    }

    /** Returns the entry with this id; null if there is none. */
    public synchronized @Nullable T find(Object owner, String id) {
        return entries.get(new Key(owner, id));
    }

    /** Changes the entry with this id and returns it; null if there is none. It may be removed at once because it has grown too large. */
    public synchronized @Nullable T update(Object owner, String id, UnaryOperator<T> change) {
        T before = find(owner, id);
        if (before == null) {
            return null;
        }
        T after = change.apply(before);
        entries.put(new Key(owner, id), after);
        byOwner.getOrDefault(owner, Map.of()).replace(id, after);
        weight += after.weight() - before.weight();
        shrink();
        return after;
    }

    /** Removes the entry with this id; returns false if there is none. */
    public synchronized boolean remove(Object owner, String id) {
        T removed = entries.remove(new Key(owner, id));
        if (removed == null) {
            return false;
        }
        weight -= removed.weight();
        byOwner.computeIfPresent(owner, (same, theirs) -> {
            theirs.remove(id);
            return theirs.isEmpty() ? null : theirs;
        });
        return true;
    }

    /** Removes all entries of an owner. */
    public synchronized void clear(Object owner) {
        all(owner).forEach(entry -> remove(owner, entry.id()));
    }

    /** Returns the entries of an owner, the oldest first. */
    public synchronized List<T> all(Object owner) {
        return List.copyOf(byOwner.getOrDefault(owner, Map.of()).values());
    }

    private record Key(Object owner, String id) {}
}
