package dev.cannery.internal.contract.rule;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Compiles regular expressions of RE2 whose matching takes time linear in the text, and whose compilation is bounded too: a
 * counted repetition is unrolled, so {@code ((a{1000}){1000}){1000}} would be a program of a billion steps.
 */
final class LinearRegex {
    static final int MAX_STEPS = 100_000;
    private static final java.util.regex.Pattern PIECE = java.util.regex.Pattern.compile(
            "\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*+\\]|\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}|.",
            java.util.regex.Pattern.DOTALL);

    private LinearRegex() {}

    static Pattern compile(String regex, int flags) {
        if (steps(regex) > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "this regular expression repeats too much, it would take more than " + MAX_STEPS + " steps");
        }
        try {
            return Pattern.compile(regex, flags);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("this regular expression nests too deep", e);
        }
    }

    /** About how many steps the compiled program has: pieces add up, a counted repetition multiplies what it repeats. */
    static long steps(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long last = 0;
        Matcher pieces = PIECE.matcher(regex);
        while (pieces.find() && sum <= MAX_STEPS) {
            String piece = pieces.group();
            if (pieces.group(1) != null) {
                long repeated = last * Math.max(1, most(pieces.toMatchResult()));
                sum += repeated - last;
                last = repeated;
            } else if (piece.equals("(")) {
                outer.push(sum);
                sum = 0;
            } else if (piece.equals(")") && !outer.isEmpty()) {
                last = sum + 1;
                sum = last + outer.pop();
            } else {
                last = 1;
                sum++;
            }
        }
        return outer.stream().mapToLong(Long::longValue).sum() + sum;
    }

    private static long most(MatchResult repetition) {
        String most = repetition.group(2);
        return Long.parseLong(most == null || most.isEmpty() ? repetition.group(1) : most);
    }
}
