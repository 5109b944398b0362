package dev.cannery.internal.source;

import dev.cannery.internal.chat.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The standard message for an unknown word, which suggests a similar word or lists the known ones. */
public final class UnknownWord {
    private static final int SHORTEST = 4;

    private UnknownWord() {}

    /** Returns {@code unknown kind 'integr'. Did you mean 'integer'?}, or lists all known words if none is similar. */
    public static String sentence(String what, String word, Collection<String> known) {
        return sentence(what, word, "", known);
    }

    /** Returns the message with a place such as {@code  in response} after the word. */
    public static String sentence(String what, String word, String where, Collection<String> known) {
        String suggestion = partOf(word, known)
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElseGet(() -> Suggestion.sentence(word, known));
        String unknown = "unknown " + what + " '" + OneLine.value(word) + "'" + where;
        if (suggestion.isEmpty()) {
            return unknown + (known.isEmpty() ? "" : ". Expected one of " + String.join(", ", known));
        }
        return unknown + "." + suggestion;
    }

    /** Returns the known word that is a part of this one, such as {@code reset} for {@code connection_reset}, if there is exactly one. */
    private static Optional<String> partOf(String word, Collection<String> known) {
        List<String> parts = List.of(word.toLowerCase(Locale.ROOT).split("[_\\-. ]"));
        List<String> found = known.stream()
                .filter(name -> name.length() >= SHORTEST && parts.contains(name))
                .toList();
        return parts.size() > 1 && found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Returns the message when it is known what was meant. */
    public static String meaning(String what, String word, String where, String meant) {
        return "unknown " + what + " '" + OneLine.value(word) + "'" + where + ". Did you mean '" + meant + "'?";
    }
}
