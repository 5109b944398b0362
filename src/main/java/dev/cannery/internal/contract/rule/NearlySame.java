package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Notes that a text fails a rule only by differences that people overlook, such as case or white space. */
final class NearlySame {
    /** The maximum length of a text that is searched for such differences. */
    private static final int LONGEST = 20_000;

    private NearlySame() {}

    /**
     * Returns the note in parentheses, preceded by a space; empty when there are other differences.
     *
     * @param wanted the expected text
     * @param actual the value that fails the rule
     * @param rule whether the rule holds, given the expected and the actual text
     */
    static String note(String wanted, JsonNode actual, BiPredicate<String, String> rule) {
        if (!actual.isTextual() || actual.textValue().length() > LONGEST || wanted.length() > LONGEST) {
            return "";
        }
        String text = actual.textValue();
        return Stream.of(Overlooked.values())
                .filter(each -> each.mayRemain(wanted) && rule.test(each.without(wanted), each.without(text)))
                .findFirst()
                .map(each -> " (differs only in " + each.words + ")")
                .orElse("");
    }

    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", " ").strip();
    }

    private static String unpunctuated(String text) {
        return text.replaceAll("\\p{P}+", "");
    }

    /** The differences that people overlook, from the smallest to the largest. */
    private enum Overlooked {
        CASE("case", NearlySame::folded),
        SPACE("white space", NearlySame::spaced),
        PUNCTUATION("punctuation", NearlySame::unpunctuated),
        CASE_AND_SPACE("case and white space", text -> folded(spaced(text))),
        CASE_AND_PUNCTUATION("case and punctuation", text -> folded(unpunctuated(text))),
        SPACE_AND_PUNCTUATION("white space and punctuation", text -> spaced(unpunctuated(text))),
        ALL("case, white space and punctuation", text -> folded(spaced(unpunctuated(text))));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // each is a method without state
        private final UnaryOperator<String> without;

        Overlooked(String words, UnaryOperator<String> without) {
            this.words = words;
            this.without = without;
        }

        /** Whether something is left of the expected text; any text would contain an empty one. */
        boolean mayRemain(String wanted) {
            return !without.apply(wanted).isBlank();
        }

        String without(String text) {
            return without.apply(text);
        }
    }
}
