package dev.cannery.internal.matching.index;

/**
 * Makes letters alike that any rule takes for alike: two characters that Java or RE2/J compare as equal without regard to
 * case are the same when folded. The other way round does not hold, and need not: what is found by folded text is tried.
 */
final class CaseFolding {
    /** A longer fragment would tell rules apart no better, only take more memory. */
    private static final int LONGEST = 32;

    private CaseFolding() {}

    static char fold(char letter) {
        if (letter < 0x80) {
            return letter >= 'A' && letter <= 'Z' ? (char) (letter + 0x20) : letter;
        }
        // by way of the capital, as String.regionMatches does: some letters share a capital, some a small letter
        return Character.toLowerCase(Character.toUpperCase(letter));
    }

    static char[] fold(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return folded;
    }

    /**
     * What of a text is looked for: of a long one the end, because texts that a program fills in begin alike. Folded; empty,
     * so that the rule is always tried, when it holds surrogates, beside which Java takes unlike letters for alike.
     */
    static String fragmentOf(String text) {
        if (text.chars().anyMatch(letter -> Character.isSurrogate((char) letter))) {
            return "";
        }
        return new String(fold(text.substring(Math.max(0, text.length() - LONGEST))));
    }
}
