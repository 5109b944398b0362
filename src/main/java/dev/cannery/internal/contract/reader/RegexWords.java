package dev.cannery.internal.contract.reader;

import com.google.re2j.PatternSyntaxException;

/** What is wrong with a regular expression, and what the language of ours leaves out. */
final class RegexWords {
    private RegexWords() {}

    static String of(RuntimeException fault) {
        if (!(fault instanceof PatternSyntaxException syntax)) {
            return String.valueOf(fault.getMessage());
        }
        String message =
                "this is no regular expression: " + syntax.getDescription() + " in '" + syntax.getPattern() + "'";
        boolean looksAround =
                syntax.getPattern().startsWith("(?") || syntax.getPattern().matches("\\\\\\d");
        return looksAround
                ? message
                        + ". Look-around and back references are not supported, so that no text can take long to match"
                : message;
    }
}
