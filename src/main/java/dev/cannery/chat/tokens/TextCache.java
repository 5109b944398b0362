package dev.cannery.chat.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a tokenizer says of texts, the least recently asked for given up first; bounded in entries and in the characters that
 * they hold. Safe for use by several threads.
 *
 * @param <T> what is said, not to be changed
 */
final class TextCache<T> {
    private final int maxEntries;
    private final long maxCharacters;
    private final Map<Key, T> known = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    TextCache(int maxEntries, long maxCharacters) {
        this.maxEntries = maxEntries;
        this.maxCharacters = maxCharacters;
    }

    /** What is said of this text, asked of {@code tokenizer} when it is not known; two threads may then both ask. */
    T of(EncodingType encoding, String text, Function<String, T> tokenizer) {
        // What takes time in a long text is done outside the lock: hashing here, tokenizing below.
        Key key = new Key(encoding, text, text.hashCode());
        synchronized (known) {
            T found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        T said = tokenizer.apply(text);
        if (text.length() <= maxCharacters) {
            keep(key, said);
        }
        return said;
    }

    private void keep(Key key, T said) {
        synchronized (known) {
            if (known.put(key, said) == null) {
                characters += key.text.length();
            }
            Iterator<Key> eldest = known.keySet().iterator();
            while (known.size() > maxEntries || characters > maxCharacters) {
                characters -= eldest.next().text.length();
                eldest.remove();
            }
        }
    }

    int entries() {
        synchronized (known) {
            return known.size();
        }
    }

    long characters() {
        synchronized (known) {
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
