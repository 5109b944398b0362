package dev.cannery.internal.target;

import java.time.Duration;

/**
 * The time limits of a response.
 *
 * @param connect until the connection is established
 * @param firstByte until the first byte of the response
 * @param gap between two fragments of the response
 * @param total for the whole response
 */
public record Timeouts(Duration connect, Duration firstByte, Duration gap, Duration total) {
    /** The defaults, which suit a remote model: 10 s, 60 s, 30 s and 5 minutes. */
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5));

    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("first byte", firstByte);
        requirePositive("gap", gap);
        requirePositive("total", total);
    }

    private static void requirePositive(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the " + name + " timeout must be positive, was " + timeout);
        }
    }
}
