package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import dev.cannery.internal.chat.BoundedCache;
import java.util.function.Function;

/**
 * What a tokenizer says of texts; bounded in entries and in the characters of the texts. Safe for use by several threads.
 *
 * @param <T> what is said, not to be changed
 */
final class TextCache<T> {
    private final BoundedCache<Key, T> known;

    TextCache(int maxEntries, long maxCharacters) {
        this.known = new BoundedCache<>(maxEntries, maxCharacters, (key, said) -> key.text.length());
    }

    /** What is said of this text, asked of {@code tokenizer} when it is not known; two threads may then both ask. */
    T of(EncodingType encoding, String text, Function<String, T> tokenizer) {
        // A long text is hashed here, where nobody waits for it.
        return known.of(new Key(encoding, text, text.hashCode()), key -> tokenizer.apply(key.text));
    }

    int entries() {
        return known.entries();
    }

    long characters() {
        return known.weight();
    }

    private record Key(EncodingType encoding, String text, int textHash) {
        @Override
        public int hashCode() {
            return textHash;
        }
    }
}
