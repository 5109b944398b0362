package dev.cannery.internal.matching.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determines from an RE2 regular expression which texts every match must contain one of. It understands common expressions and
 * gives up on others, because a wrong text would hide a match.
 */
final class RequiredText {
    /** The maximum number of alternatives; more are not selective. */
    private static final int MOST = 64;

    private static final List<String> NONE = List.of();
    private static final String META = "\\.^$|()[]{}*+?";
    private static final String CLASSES = "dDsSwWbBAz";

    private final String regex;
    private final boolean foldsCase;
    private int at;

    private RequiredText(String regex, boolean ignoresCase) {
        this.regex = regex;
        // RE2 folds some letters that the index does not; for ASCII both agree
        this.foldsCase = ignoresCase || regex.contains("(?");
    }

    /** Returns texts of which every match contains at least one, ignoring case; empty when they cannot be determined. */
    static List<String> of(String regex, boolean ignoresCase) {
        RequiredText reader = new RequiredText(regex, ignoresCase);
        try {
            List<String> required = reader.alternatives();
            return reader.at == reader.regex.length() ? required : NONE;
        } catch (UnsureException e) {
            return NONE;
        }
    }

    private List<String> alternatives() throws UnsureException {
        List<String> all = new ArrayList<>();
        boolean isSure = true;
        do {
            List<String> one = sequence();
            isSure &= !one.isEmpty();
            all.addAll(one);
        } while (take('|'));
        return isSure && all.size() <= MOST ? all : NONE;
    }

    /** Returns the most selective text of a sequence, up to the end of this alternative. */
    private List<String> sequence() throws UnsureException {
        List<String> best = NONE;
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            if (take('(')) {
                best = better(best, run);
                List<String> group = group();
                best = isSkippable() ? best : better(best, group);
                continue;
            }
            String literal = literal();
            if (literal == null) {
                best = better(best, run);
                isSkippable();
                continue;
            }
            boolean isRepeated = isRepetition();
            if (!isSkippable()) {
                run.append(literal);
            }
            best = isRepeated ? better(best, run) : best;
        }
        return better(best, run);
    }

    private List<String> group() throws UnsureException {
        if (take('?')) {
            int open = regex.indexOf(':', at);
            int close = regex.indexOf(')', at);
            int named = regex.indexOf('>', at);
            char first = at < regex.length() ? regex.charAt(at) : ')';
            boolean isNamed = first == 'P' || first == '<';
            int end = isNamed ? named : open;
            if (close >= 0 && !isNamed && (end < 0 || close < end)) {
                // only flags, which apply to what follows
                at = close + 1;
                sureIf(!isRepetition());
                return NONE;
            }
            sureIf(end >= 0);
            at = end + 1;
        }
        List<String> inside = alternatives();
        sureIf(take(')'));
        return inside;
    }

    /** Returns the literal character here; null, after skipping it, for an element that can match others. */
    private @Nullable String literal() throws UnsureException {
        char next = regex.charAt(at++);
        if (next == '[') {
            skipClass();
            return null;
        }
        if (next == '\\') {
            return escaped();
        }
        if (META.indexOf(next) >= 0) {
            return null;
        }
        return foldsCase && next >= 0x80 ? null : String.valueOf(next);
    }

    private @Nullable String escaped() throws UnsureException {
        char escaped = at < regex.length() ? regex.charAt(at++) : 'Q';
        if (escaped < 0x80 && !Character.isLetterOrDigit(escaped)) {
            return String.valueOf(escaped);
        }
        sureIf(CLASSES.indexOf(escaped) >= 0);
        return null;
    }

    private void skipClass() throws UnsureException {
        take('^');
        take(']');
        while (!take(']')) {
            sureIf(at < regex.length() && regex.charAt(at) != '[');
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
    }

    private boolean isRepetition() {
        return at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0;
    }

    /** Whether the previous element is optional; skips the quantifier. */
    private boolean isSkippable() throws UnsureException {
        boolean isSkippable = false;
        while (isRepetition()) {
            char sign = regex.charAt(at++);
            isSkippable |= sign != '+';
            if (sign == '{') {
                skipCount();
            }
        }
        return isSkippable;
    }

    private void skipCount() throws UnsureException {
        while (at < regex.length() && "0123456789,".indexOf(regex.charAt(at)) >= 0) {
            at++;
        }
        // otherwise the brace is literal
        sureIf(take('}'));
    }

    private static void sureIf(boolean isSure) throws UnsureException {
        if (!isSure) {
            throw new UnsureException();
        }
    }

    private boolean take(char wanted) {
        boolean isThere = at < regex.length() && regex.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** Returns the better of the two and clears the run. */
    private static List<String> better(List<String> best, StringBuilder run) {
        List<String> text = run.length() == 0 ? NONE : List.of(run.toString());
        run.setLength(0);
        return better(best, text);
    }

    private static List<String> better(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return worth(left) >= worth(right) ? left : right;
    }

    private static int worth(List<String> texts) {
        int shortest = texts.stream()
                .min(Comparator.comparingInt(String::length))
                .orElse("")
                .length();
        return shortest - texts.size();
    }

    /** Thrown when the expression has an element that is not understood here. */
    private static final class UnsureException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
