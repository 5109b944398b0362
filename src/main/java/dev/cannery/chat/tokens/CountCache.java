package dev.cannery.chat.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Counts of texts, the least recently asked for given up first; bounded in entries and in the characters that they hold. Safe
 * for use by several threads.
 */
final class CountCache {
    private final int maxEntries;
    private final long maxCharacters;
    private final Map<Key, Integer> counts = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    CountCache(int maxEntries, long maxCharacters) {
        this.maxEntries = maxEntries;
        this.maxCharacters = maxCharacters;
    }

    /** The count of this text, asked of {@code counter} when it is not known; two threads may then both ask. */
    int count(EncodingType encoding, String text, ToIntFunction<String> counter) {
        // What takes time in a long text is done outside the lock: hashing here, counting below.
        Key key = new Key(encoding, text, text.hashCode());
        synchronized (counts) {
            Integer known = counts.get(key);
            if (known != null) {
                return known;
            }
        }
        int count = counter.applyAsInt(text);
        if (text.length() <= maxCharacters) {
            keep(key, count);
        }
        return count;
    }

    private void keep(Key key, int count) {
        synchronized (counts) {
            if (counts.put(key, count) == null) {
                characters += key.text.length();
            }
            Iterator<Key> eldest = counts.keySet().iterator();
            while (counts.size() > maxEntries || characters > maxCharacters) {
                characters -= eldest.next().text.length();
                eldest.remove();
            }
        }
    }

    int entries() {
        synchronized (counts) {
            return counts.size();
        }
    }

    long characters() {
        synchronized (counts) {
            return characters;
        }
    }

    private record Key(EncodingType encoding, String text, int textHash) {
        @Override
        public int hashCode() {
            return textHash;
        }
    }
}
