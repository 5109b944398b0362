package dev.cannery.internal.contract;

import java.time.Duration;

/**
 * The delay of the first byte of a response.
 *
 * @param fixed the delay of every response
 * @param perConcurrent the additional delay for each other response in progress when the request was read
 */
public record Delay(Duration fixed, Duration perConcurrent) {
    /** No delay. */
    public static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

    public Delay {
        Pacing.requireNotNegative(fixed);
        Pacing.requireNotNegative(perConcurrent);
    }

    /** Creates a delay that does not depend on the load. */
    public static Delay of(Duration fixed) {
        return fixed.isZero() ? NONE : new Delay(fixed, Duration.ZERO);
    }
}
