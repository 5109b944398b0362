package dev.cannery.source;

import dev.cannery.chat.Suggestion;
import java.util.Collection;

/** The one sentence that says a word is not known, and which one was meant or which there are. */
public final class UnknownWord {
    private UnknownWord() {}

    /** {@code unknown kind 'integr'. Did you mean 'integer'?}, or all known words where none is near. */
    public static String sentence(String what, String word, Collection<String> known) {
        return sentence(what, word, "", known);
    }

    /** The same with where the word stands, as {@code  in response}, behind the word. */
    public static String sentence(String what, String word, String where, Collection<String> known) {
        String suggestion = Suggestion.sentence(word, known);
        return "unknown " + what + " '" + OneLine.value(word) + "'" + where + "."
                + (suggestion.isEmpty() ? " Known are " + String.join(", ", known) : suggestion);
    }

    /** The same where it is known what was meant. */
    public static String meaning(String what, String word, String where, String meant) {
        return "unknown " + what + " '" + OneLine.value(word) + "'" + where + ". Did you mean '" + meant + "'?";
    }
}
