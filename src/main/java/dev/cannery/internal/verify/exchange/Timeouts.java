package dev.cannery.internal.verify.exchange;

import java.time.Duration;

/**
 * How long each part of an answer may take.
 *
 * @param connect until there is a connection
 * @param firstByte until the answer begins
 * @param gap between two pieces of the answer
 * @param total for the whole answer
 */
public record Timeouts(Duration connect, Duration firstByte, Duration gap, Duration total) {
    /** What suits a model behind a network: 10 s, 60 s, 30 s, 5 minutes. */
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
