package dev.cannery.internal.chat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was once found out, the least recently asked for given up first; bounded in entries and in what they weigh. Safe for
 * use by several threads.
 *
 * @param <K> what is asked for, not to be changed
 * @param <V> what is found out, not to be changed
 */
public final class BoundedCache<K, V> {
    private static final int SHARE = 16;

    private final int maxEntries;
    private final long maxWeight;
    private final ToLongBiFunction<? super K, ? super V> weigher;
    private final Map<K, Entry<V>> known = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    /**
     * An empty cache.
     *
     * @param maxEntries how many entries it holds, at most; 0 holds none
     * @param maxWeight what they weigh together, at most
     * @param weigher the weight of an entry, 0 or more
     */
    public BoundedCache(int maxEntries, long maxWeight, ToLongBiFunction<? super K, ? super V> weigher) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    /** So many bytes, or a sixteenth of what memory the JVM may take when that is less: a small heap has room for little. */
    public static long bytes(long most) {
        return Math.min(most, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /**
     * What belongs to this key, asked of {@code source} when it is not known. Nothing is locked meanwhile, so two threads may
     * both ask.
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

    /** What belongs to this key, null when it is not known. */
    public @Nullable V find(K key) {
        synchronized (known) {
            Entry<V> found = known.get(key);
            return found == null ? null : found.value;
        }
    }

    /** Keeps what belongs to this key, unless it weighs too much. */
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

    /** How many entries it holds. */
    public int entries() {
        synchronized (known) {
            return known.size();
        }
    }

    /** What its entries weigh together. */
    public long weight() {
        synchronized (known) {
            return weight;
        }
    }

    private record Entry<V>(V value, long weight) {}
}
