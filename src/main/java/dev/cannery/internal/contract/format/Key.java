package dev.cannery.internal.contract.format;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key of a map of the format.
 *
 * @param <V> what its value is read as
 * @param word the key as it is written; it is typed nowhere else in the code, not even for the Java vocabulary
 * @param form the form of its value
 * @param otherwise what it is if it is left out; null if it has no default
 * @param isRequired whether the map needs it
 * @param doc what it means, as the reference says it
 * @param synonyms what other tools and the API itself call it, in small letters and without underscores
 */
public record Key<V>(
        String word, Form<V> form, @Nullable V otherwise, boolean isRequired, String doc, List<String> synonyms) {
    /** Whether another tool's word means this key. */
    boolean isCalled(String other) {
        return synonyms.contains(plain(other));
    }

    /** A word in the spelling of synonyms. */
    static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
