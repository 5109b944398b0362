package dev.cannery.internal.server.limits;

import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much of something may be used in a time.
 *
 * @param kind what is counted
 * @param limit how many of it
 * @param period in which time
 */
public record Quota(Kind kind, long limit, Period period) {
    /** What a quota counts. */
    public enum Kind {
        /** Requests. */
        REQUESTS,
        /** Tokens: those of the prompt, and those that the request allows the answer. */
        TOKENS;

        String word() {
            return Words.of(this);
        }
    }

    /** The time in which an empty quota becomes a full one. */
    public enum Period {
        /** A second. */
        SECOND(Duration.ofSeconds(1), "sec"),
        /** A minute. */
        MINUTE(Duration.ofMinutes(1), "min"),
        /** A day. */
        DAY(Duration.ofDays(1), "day");

        private final Duration length;
        private final String word;

        Period(Duration length, String word) {
            this.length = length;
            this.word = word;
        }

        long nanos() {
            return length.toNanos();
        }
    }

    /** The units in which a quota is written: {@code rps}, {@code rpm}, {@code rpd}, {@code tps}, {@code tpm}, {@code tpd}. */
    static final List<String> UNITS = Arrays.stream(Kind.values())
            .flatMap(kind -> Arrays.stream(Period.values()).map(period -> unit(kind, period)))
            .toList();

    public Quota {
        if (limit < 1) {
            throw new IllegalArgumentException("a rate limit must be 1 or more, was " + limit);
        }
    }

    private static String unit(Kind kind, Period period) {
        return (kind.name().charAt(0) + "p" + period.name().charAt(0)).toLowerCase(Locale.ROOT);
    }

    /** The quota of so many of one of the units. */
    static Quota of(long limit, String unit) {
        int index = UNITS.indexOf(unit);
        int periods = Period.values().length;
        return new Quota(Kind.values()[index / periods], limit, Period.values()[index % periods]);
    }

    /** The unit, as {@code rpm}. */
    String unit() {
        return unit(kind, period);
    }

    /** The unit in words, as the live API says it: {@code requests per min (RPM)}. */
    String words() {
        return kind.word() + " per " + period.word + " (" + unit().toUpperCase(Locale.ROOT) + ")";
    }
}
