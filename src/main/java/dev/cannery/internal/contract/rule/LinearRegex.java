package dev.cannery.internal.contract.rule;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Compiles RE2 regular expressions, which match in time linear in the text. Compilation is bounded too: a counted repetition is
 * unrolled, so {@code ((a{1000}){1000}){1000}} would be a program of a billion steps.
 */
final class LinearRegex {
    static final int MAX_STEPS = 100_000;
    private static final java.util.regex.Pattern ELEMENT = java.util.regex.Pattern.compile(
            "\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*+\\]|\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}|.",
            java.util.regex.Pattern.DOTALL);

    private LinearRegex() {}

    static Pattern compile(String regex, int flags) {
        if (steps(regex) > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "the regular expression has too many repetitions: it would need more than " + MAX_STEPS + " steps");
        }
        try {
            return Pattern.compile(regex, flags);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the regular expression is nested too deeply", e);
        }
    }

    /** Returns the approximate number of steps of the compiled program: elements add up, a counted repetition multiplies the steps that it repeats. */
    static long steps(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long last = 0;
        Matcher elements = ELEMENT.matcher(regex);
        while (elements.find() && sum <= MAX_STEPS) {
            String element = elements.group();
            if (elements.group(1) != null) {
                long repeated = last * Math.max(1, most(elements.toMatchResult()));
                sum += repeated - last;
                last = repeated;
            } else if (element.equals("(")) {
                outer.push(sum);
                sum = 0;
            } else if (element.equals(")") && !outer.isEmpty()) {
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
