package dev.cannery.internal.chat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the known word that a misspelled one most likely means. */
public final class Suggestion {
    private static final int LONGEST = 100;
    private static final int STEM = 4;
    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private Suggestion() {}

    /** Returns the most similar known word, if it is similar enough: by its letters, otherwise by the words in it. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return nearestByLetters(word, known).or(() -> nearestByWords(word, known));
    }

    /** Returns the known word of which this one is a typing error: a letter or two of many differ. */
    public static Optional<String> slip(String word, Collection<String> known) {
        return nearestByLetters(word, known)
                .filter(candidate -> 4 * distance(normal(word), normal(candidate)) <= word.length());
    }

    private static Optional<String> nearestByLetters(String word, Collection<String> known) {
        String wanted = normal(word);
        int reach = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                // compares lengths first, so that a word as long as a file costs nothing
                .filter(candidate -> Math.abs(normal(candidate).length() - wanted.length()) <= reach)
                .filter(candidate -> distance(wanted, normal(candidate)) <= reach)
                // one letter is not similar to another
                .filter(candidate -> 2 * distance(wanted, normal(candidate))
                        < Math.max(wanted.length(), normal(candidate).length()))
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, normal(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns the sentence {@code  Did you mean 'contains'?} with a leading space, or an empty text. */
    public static String sentence(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Returns the shortest candidate that shares the most words with this one, at least half of its words. */
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

    /** Whether the words are equal, or start alike as {@code limit} and {@code limited} do. */
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

    /** Returns the number of letters to insert, delete, replace or swap (optimal string alignment). */
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
