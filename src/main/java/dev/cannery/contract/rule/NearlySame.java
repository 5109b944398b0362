package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.BiPredicate;

/** The note on a text that fails a rule by what people overlook. */
final class NearlySame {
    /** A longer text is not looked through for what is overlooked. */
    private static final int LONGEST = 20_000;

    private NearlySame() {}

    /**
     * Returns the note in parentheses, with a space before it; empty when there is more to it than that.
     *
     * @param wanted the text that is asked for
     * @param actual the value, of which the rule does not hold
     * @param rule whether the rule would hold, given the text that is asked for and the one that is there
     */
    static String note(String wanted, JsonNode actual, BiPredicate<String, String> rule) {
        if (!actual.isTextual() || actual.textValue().length() > LONGEST || wanted.length() > LONGEST) {
            return "";
        }
        String text = actual.textValue();
        if (rule.test(folded(wanted), folded(text))) {
            return " (differs only in case)";
        }
        if (rule.test(spaced(wanted), spaced(text))) {
            return " (differs only in white space)";
        }
        return rule.test(folded(spaced(wanted)), folded(spaced(text))) ? " (differs only in case and white space)" : "";
    }

    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
