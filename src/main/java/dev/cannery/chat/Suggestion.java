package dev.cannery.chat;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one most likely meant. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest known word, if it is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = normal(word);
        int reach = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                // first by length, so that a word as long as a file costs nothing
                .filter(candidate -> Math.abs(normal(candidate).length() - wanted.length()) <= reach)
                .filter(candidate -> distance(wanted, normal(candidate)) <= reach)
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, normal(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The sentence {@code  Did you mean 'contains'?} with a blank ahead of it, or nothing. */
    public static String sentence(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_').replace("_", "");
    }

    /** The number of letters to insert, drop, replace or swap with a neighbour (optimal string alignment). */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        int replace = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
