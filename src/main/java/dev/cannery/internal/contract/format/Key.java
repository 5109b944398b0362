package dev.cannery.internal.contract.format;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key of a map in the contract format.
 *
 * @param <V> the type of its value
 * @param word the key; this is the only place in the code where it is spelled out
 * @param form the form of its value
 * @param otherwise the default; null if there is none
 * @param isRequired whether the map needs it
 * @param doc its meaning, for the reference
 * @param synonyms its names in other tools and in the API itself, in lower case and without underscores
 */
public record Key<V>(
        String word, Form<V> form, @Nullable V otherwise, boolean isRequired, String doc, List<String> synonyms) {
    /** Whether another tool's word means this key. */
    boolean isCalled(String other) {
        return synonyms.contains(plain(other));
    }

    /** Returns a word in the spelling of synonyms. */
    static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
