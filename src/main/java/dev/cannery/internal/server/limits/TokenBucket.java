package dev.cannery.internal.server.limits;

/**
 * The state of a quota. It refills continuously: a limit of 60 per minute regains one each second.
 *
 * The only state is the time at which the quota will be full.
 */
final class TokenBucket {
    private final Quota quota;
    private long fullAt;

    TokenBucket(Quota quota, long now) {
        this.quota = quota;
        this.fullAt = now;
    }

    Quota quota() {
        return quota;
    }

    /** Returns the nanoseconds until this amount is available; 0 if it is available now. */
    long waitFor(long amount, long now) {
        return Math.max(0, untilFull(now) + nanosOf(amount) - quota.period().nanos());
    }

    void take(long amount, long now) {
        fullAt = Math.max(fullAt, now) + nanosOf(amount);
    }

    /** Returns the nanoseconds until the quota is full. */
    long untilFull(long now) {
        return Math.max(0, fullAt - now);
    }

    /** Returns the available amount, rounded down. */
    long remaining(long now) {
        // a rounding error must not deduct one more
        double used = (double) untilFull(now) * quota.limit() / quota.period().nanos() - 1e-6;
        return Math.max(0, quota.limit() - Math.max(0, (long) Math.ceil(used)));
    }

    private long nanosOf(long amount) {
        return (long) ((double) amount * quota.period().nanos() / quota.limit());
    }
}
