package dev.cannery.internal.contract.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as written in files: a number and one of us, ms, s, m and h. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)(us|ms|s|m|h)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Durations() {}

    /** Parses a duration, at most some centuries; empty when the text is not a duration. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = Arrays.stream(Unit.values())
                .filter(known -> known.word.equals(matcher.group(2)))
                .mapToLong(known -> known.nanos)
                .findFirst()
                .orElseThrow();
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return Optional.of(Duration.ofNanos(nanos.min(LONGEST).longValue()));
    }

    /** Writes a duration in the largest unit that needs no fraction; only durations below a microsecond have one. */
    public static String write(Duration duration) {
        for (Unit unit : Unit.values()) {
            if (!duration.isZero() && duration.toNanos() % unit.nanos == 0) {
                return duration.toNanos() / unit.nanos + unit.word;
            }
        }
        return duration.isZero()
                ? "0s"
                : BigDecimal.valueOf(duration.toNanos(), 3).stripTrailingZeros().toPlainString()
                        + Unit.MICROSECOND.word;
    }

    private enum Unit {
        HOUR("h", 3_600_000_000_000L),
        MINUTE("m", 60_000_000_000L),
        SECOND("s", 1_000_000_000L),
        MILLISECOND("ms", 1_000_000L),
        MICROSECOND("us", 1_000L);

        private final String word;
        private final long nanos;

        Unit(String word, long nanos) {
            this.word = word;
            this.nanos = nanos;
        }
    }
}
