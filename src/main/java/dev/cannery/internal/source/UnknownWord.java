package dev.cannery.internal.source;

import dev.cannery.internal.chat.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one sentence that says a word is not known, and which one was meant or which there are. */
public final class UnknownWord {
    private static final int SHORTEST = 4;

    private UnknownWord() {}

    /** {@code unknown kind 'integr'. Did you mean 'integer'?}, or all known words where none is near. */
    public static String sentence(String what, String word, Collection<String> known) {
        return sentence(what, word, "", known);
    }

    /** The same with where the word stands, as {@code  in response}, behind the word. */
    public static String sentence(String what, String word, String where, Collection<String> known) {
        String suggestion = partOf(word, known)
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElseGet(() -> Suggestion.sentence(word, known));
        return "unknown " + what + " '" + OneLine.value(word) + "'" + where + "."
                + (suggestion.isEmpty() ? " Known are " + String.join(", ", known) : suggestion);
    }

    /** The known word that is a part of this one, as {@code reset} of {@code connection_reset}; empty unless it is just one. */
    private static Optional<String> partOf(String word, Collection<String> known) {
        List<String> parts = List.of(word.toLowerCase(Locale.ROOT).split("[_\\-. ]"));
        List<String> found = known.stream()
                .filter(name -> name.length() >= SHORTEST && parts.contains(name))
                .toList();
        return parts.size() > 1 && found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The same where it is known what was meant. */
    public static String meaning(String what, String word, String where, String meant) {
        return "unknown " + what + " '" + OneLine.value(word) + "'" + where + ". Did you mean '" + meant + "'?";
    }
}
