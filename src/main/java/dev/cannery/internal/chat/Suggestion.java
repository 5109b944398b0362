package dev.cannery.internal.chat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The known word that a mistyped one most likely meant. */
public final class Suggestion {
    private static final int LONGEST = 100;
    private static final int STEM = 4;
    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private Suggestion() {}

    /** The nearest known word, if it is near enough to be meant: by its letters, or else by the words that it is made of. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return nearestByLetters(word, known).or(() -> nearestByWords(word, known));
    }

    /** The known word that differs from this one by a slip of the finger: a letter or two of many. */
    public static Optional<String> slip(String word, Collection<String> known) {
        return nearestByLetters(word, known)
                .filter(candidate -> 4 * distance(normal(word), normal(candidate)) <= word.length());
    }

    private static Optional<String> nearestByLetters(String word, Collection<String> known) {
        String wanted = normal(word);
        int reach = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                // first by length, so that a word as long as a file costs nothing
                .filter(candidate -> Math.abs(normal(candidate).length() - wanted.length()) <= reach)
                .filter(candidate -> distance(wanted, normal(candidate)) <= reach)
                // one letter is not near to another
                .filter(candidate -> 2 * distance(wanted, normal(candidate))
                        < Math.max(wanted.length(), normal(candidate).length()))
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, normal(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The sentence {@code  Did you mean 'contains'?} with a blank ahead of it, or nothing. */
    public static String sentence(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** The shortest of those that share the most words with this one, and more than half of its words. */
    private static Optional<String> nearestByWords(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> wanted = wordsOf(word);
        return known.stream()
                .filter(candidate -> 2 * shared(wanted, candidate) > wanted.size())
                .min(Comparator.comparingInt((String candidate) -> -shared(wanted, candidate))
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int shared(List<String> wanted, String candidate) {
        List<String> words = wordsOf(candidate);
        return (int) wanted.stream()
                .filter(word -> words.stream().anyMatch(other -> isAlike(word, other)))
                .count();
    }

    /** Whether the words are one, or begin alike as {@code limit} and {@code limited} do. */
    private static boolean isAlike(String word, String other) {
        int shorter = Math.min(word.length(), other.length());
        return word.equals(other)
                || (shorter >= STEM
                        && Math.abs(word.length() - other.length()) <= 3
                        && word.regionMatches(0, other, 0, shorter));
    }

    private static List<String> wordsOf(String word) {
        return Stream.of(WORD_END.split(word))
                .filter(part -> !part.isEmpty())
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
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
