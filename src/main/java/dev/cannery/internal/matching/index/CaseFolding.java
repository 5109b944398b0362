package dev.cannery.internal.matching.index;

/**
 * Folds case so that two characters that Java or RE2/J treat as equal ignoring case are the same. The converse is not necessary,
 * because what is found by folded text is still tried.
 */
final class CaseFolding {
    /** The maximum length of a fragment: longer ones would take more memory without being more selective. */
    private static final int LONGEST = 32;

    private CaseFolding() {}

    static char fold(char letter) {
        if (letter < 0x80) {
            return letter >= 'A' && letter <= 'Z' ? (char) (letter + 0x20) : letter;
        }
        // converts to upper case first, like String.regionMatches: some letters share only one of the two cases
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
     * Returns the part of a text to search for, folded: the end of a long one, because generated texts start alike. Returns an empty
     * text, so that the rule is always tried, if it contains surrogates, next to which Java compares differently.
     */
    static String fragmentOf(String text) {
        if (text.chars().anyMatch(letter -> Character.isSurrogate((char) letter))) {
            return "";
        }
        return new String(fold(text.substring(Math.max(0, text.length() - LONGEST))));
    }
}
