package dev.cannery.internal.contract;

import java.time.Duration;

/**
 * How long the first byte of an answer is held back.
 *
 * @param fixed so long in any case
 * @param perConcurrent so much longer for each other answer that is under way when the request has been read
 */
public record Delay(Duration fixed, Duration perConcurrent) {
    /** Not at all. */
    public static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

    public Delay {
        Pacing.requireNotNegative(fixed);
        Pacing.requireNotNegative(perConcurrent);
    }

    /** So long, whatever else the server is doing. */
    public static Delay of(Duration fixed) {
        return fixed.isZero() ? NONE : new Delay(fixed, Duration.ZERO);
    }
}
