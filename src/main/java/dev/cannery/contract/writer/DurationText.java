package dev.cannery.contract.writer;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as a contract writes it: {@code 400ms}, {@code 1500us}, {@code 2m}. */
final class DurationText {
    private DurationText() {}

    /** The duration in the largest unit that needs no fraction; only what lies below a microsecond has one. */
    static String of(Duration duration) {
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
