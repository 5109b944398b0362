package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value is a number within bounds.
 *
 * @param from the lower bound, null for none
 * @param to the upper bound, null for none
 * @param excludesFrom whether the lower bound itself is excluded
 * @param excludesTo whether the upper bound itself is excluded
 */
public record NumberRange(
        @Nullable BigDecimal from, @Nullable BigDecimal to, boolean excludesFrom, boolean excludesTo)
        implements Constraint {
    private static final int MAX_PLAIN = 30;
    private static final String NUMBER = "-?\\d{1,40}(?:\\.\\d{1,40})?(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern NOTATION = Pattern.compile("(" + NUMBER + ")?\\.\\.(" + NUMBER + ")?");

    public NumberRange {
        if (from == null && to == null) {
            throw new IllegalArgumentException("a range needs a lower or an upper bound");
        }
        if (from != null && to != null) {
            int order = from.compareTo(to);
            if (order > 0) {
                throw new IllegalArgumentException("the lower bound of a range must not exceed the upper bound, was "
                        + plain(from) + ".." + plain(to));
            }
            if (order == 0 && (excludesFrom || excludesTo)) {
                throw new IllegalArgumentException("no number is both above and below " + plain(from));
            }
        }
    }

    /** Creates the range from {@code from} to {@code to}, both included; null for no bound. */
    public static NumberRange of(@Nullable BigDecimal from, @Nullable BigDecimal to) {
        return new NumberRange(from, to, false, false);
    }

    /** Whether the text is written as a range, valid or not: {@code 0..0.3}, {@code ..500}, {@code 1..}. */
    public static boolean isNotation(String text) {
        return !text.equals("..") && NOTATION.matcher(text).matches();
    }

    /**
     * Parses {@code 0..0.3}, {@code ..500} or {@code 1..}.
     *
     * @throws IllegalArgumentException when the text is not a range, or its lower bound exceeds the upper one
     */
    public static NumberRange parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a range must be written like 0..0.3, ..500 or 1.., was " + text);
        }
        return of(bound(matcher.group(1)), bound(matcher.group(2)));
    }

    private static @Nullable BigDecimal bound(@Nullable String digits) {
        return digits == null ? null : new BigDecimal(digits);
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isNumber(), at, this, value)) {
            return;
        }
        if (!contains(value.decimalValue())) {
            findings.report(FindingId.RANGE, at, this, value);
        }
    }

    /** Whether the number lies within the bounds. */
    public boolean contains(BigDecimal number) {
        if (from != null && number.compareTo(from) < (excludesFrom ? 1 : 0)) {
            return false;
        }
        return to == null || number.compareTo(to) <= (excludesTo ? -1 : 0);
    }

    /** Whether a count, a whole number of at least 0, is within the bounds. */
    boolean admitsCount() {
        BigDecimal least = from == null || from.signum() < 0 ? BigDecimal.ZERO : from.setScale(0, RoundingMode.CEILING);
        return contains(least) || contains(least.add(BigDecimal.ONE));
    }

    @Override
    public String describe() {
        if (from != null && to != null && from.compareTo(to) == 0) {
            return plain(from);
        }
        if (!excludesFrom && !excludesTo) {
            return (from == null ? "" : plain(from)) + ".." + (to == null ? "" : plain(to));
        }
        String lower = from == null ? "" : (excludesFrom ? "above " : "at least ") + plain(from);
        String upper = to == null ? "" : (excludesTo ? "below " : "at most ") + plain(to);
        return lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
    }

    /** Returns a bound if it is included, otherwise a number next to the only bound or in the middle of both. */
    @Override
    public JsonNode example() {
        if (from != null && !excludesFrom) {
            return node(from);
        }
        if (to != null && !excludesTo) {
            return node(to);
        }
        if (from != null && to != null) {
            return node(from.add(to).divide(BigDecimal.valueOf(2)));
        }
        return node(
                from != null
                        ? from.add(BigDecimal.ONE)
                        : Objects.requireNonNull(to).subtract(BigDecimal.ONE));
    }

    private static JsonNode node(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return DecimalNode.valueOf(plain);
        }
        BigInteger whole = plain.toBigIntegerExact();
        return whole.bitLength() < Integer.SIZE
                ? JsonNodeFactory.instance.numberNode(whole.intValue())
                : JsonNodeFactory.instance.numberNode(whole);
    }

    private static String plain(BigDecimal number) {
        // the plain digits of 1E+999999999 would exhaust the memory
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) <= MAX_PLAIN
                ? stripped.toPlainString()
                : stripped.toString().replace("E+", "e").replace("E", "e");
    }
}
