package dev.cannery.internal.chat.style;

import java.math.BigDecimal;
import java.time.Duration;

/** Formats durations as the live API does in headers and messages: {@code 12ms}, {@code 1.5s}, {@code 1m30s}, {@code 2h0m0s}. */
public final class WireDuration {
    private WireDuration() {}

    /** Returns the text of a duration; fractions of a millisecond are dropped. */
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            long millis = duration.toMillis();
            return millis == 0 ? "0s" : millis + "ms";
        }
        String seconds = BigDecimal.valueOf(duration.toSecondsPart() * 1_000L + duration.toMillisPart(), 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
        if (duration.toMinutes() == 0) {
            return seconds;
        }
        String minutes = duration.toMinutesPart() + "m" + seconds;
        return duration.toHours() == 0 ? minutes : duration.toHours() + "h" + minutes;
    }
}
