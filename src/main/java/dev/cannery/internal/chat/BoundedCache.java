package dev.cannery.internal.chat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache bounded in entries and total weight; the least recently used entries are evicted first. Thread-safe.
 *
 * @param <K> the keys, which must not be modified
 * @param <V> the values, which must not be modified
 */
public final class BoundedCache<K, V> {
    private static final int SHARE = 16;

    private final int maxEntries;
    private final long maxWeight;
    private final ToLongBiFunction<? super K, ? super V> weigher;
    private final Map<K, Entry<V>> known = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    /**
     * Creates an empty cache.
     *
     * @param maxEntries the maximum number of entries; 0 for a cache that stores nothing
     * @param maxWeight the maximum total weight
     * @param weigher returns the weight of an entry, at least 0
     */
    public BoundedCache(int maxEntries, long maxWeight, ToLongBiFunction<? super K, ? super V> weigher) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    /** Returns the given number of bytes, or a sixteenth of the JVM's maximum memory if that is less. */
    public static long bytes(long most) {
        return Math.min(most, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /**
     * Returns the value of a key, computed by {@code source} if it is not cached. Nothing is locked meanwhile, so two threads may
     * both compute it.
     */
    public V of(K key, Function<? super K, ? extends V> source) {
        V found = find(key);
        if (found != null) {
            return found;
        }
        V value = source.apply(key);
        put(key, value);
        return value;
    }

    /** Returns the value of a key, null when it is not cached. */
    public @Nullable V find(K key) {
        synchronized (known) {
            Entry<V> found = known.get(key);
            return found == null ? null : found.value;
        }
    }

    /** Stores the value of a key, unless it weighs too much. */
    public void put(K key, V value) {
        Entry<V> entry = new Entry<>(value, weigher.applyAsLong(key, value));
        if (entry.weight > maxWeight) {
            return;
        }
        synchronized (known) {
            Entry<V> before = known.put(key, entry);
            weight += entry.weight - (before == null ? 0 : before.weight);
            Iterator<Entry<V>> eldest = known.values().iterator();
            while (known.size() > maxEntries || weight > maxWeight) {
                weight -= eldest.next().weight;
                eldest.remove();
            }
        }
    }

    /** Returns the number of entries. */
    public int entries() {
        synchronized (known) {
            return known.size();
        }
    }

    /** Returns the total weight of the entries. */
    public long weight() {
        synchronized (known) {
            return weight;
        }
    }

    private record Entry<V>(V value, long weight) {}
}
