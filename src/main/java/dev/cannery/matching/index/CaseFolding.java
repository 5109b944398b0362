package dev.cannery.matching.index;

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
     * What of a text is looked for: its longest piece without halves of surrogate pairs, about whose case JDKs differ; of
     * a long one the end, because texts that a program fills in begin alike. Folded; empty when there is none.
     */
    static String fragmentOf(String text) {
        int from = 0;
        int to = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isSurrogate(text.charAt(i))) {
                if (i - start > to - from) {
                    from = start;
                    to = i;
                }
                start = i + 1;
            }
        }
        return new String(fold(text.substring(Math.max(from, to - LONGEST), to)));
    }
}
