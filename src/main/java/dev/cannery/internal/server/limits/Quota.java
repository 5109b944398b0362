package dev.cannery.internal.server.limits;

import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A limit on requests or tokens per period.
 *
 * @param kind what is counted
 * @param limit the maximum number
 * @param period the period
 */
public record Quota(Kind kind, long limit, Period period) {
    /** What a quota counts. */
    public enum Kind {
        /** Requests. */
        REQUESTS,
        /** The tokens of the prompt, estimated as {@link RateLimiter#tokensOf} does. */
        TOKENS;

        String word() {
            return Words.of(this);
        }
    }

    /** The period in which an empty quota refills. */
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

    /** The units of quotas: {@code rps}, {@code rpm}, {@code rpd}, {@code tps}, {@code tpm} and {@code tpd}. */
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

    /** Returns a quota with one of the units. */
    static Quota of(long limit, String unit) {
        int index = UNITS.indexOf(unit);
        int periods = Period.values().length;
        return new Quota(Kind.values()[index / periods], limit, Period.values()[index % periods]);
    }

    /** Returns the unit, such as {@code rpm}. */
    String unit() {
        return unit(kind, period);
    }

    /** Returns the unit in the words of the live API, such as {@code requests per min (RPM)}. */
    String words() {
        return kind.word() + " per " + period.word + " (" + unit().toUpperCase(Locale.ROOT) + ")";
    }
}
