package dev.cannery.internal.profile.rule;

import java.util.Collection;
import java.util.List;

/** Words that may have been meant. */
public final class Spelling {
    /** How many letters may be wrong; measured on the live API. */
    static final int FARTHEST = 2;

    private Spelling() {}

    /** The known words that differ from {@code word} by at most two letters, in alphabetical order. */
    public static List<String> near(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= FARTHEST)
                .filter(candidate -> distance(word, candidate) <= FARTHEST)
                .sorted()
                .toList();
    }

    /** How many letters must be inserted, removed or replaced to come from one word to the other. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j < above.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, Math.min(above[j], above[j - 1]) + 1);
            }
        }
        return above[other.length()];
    }
}
