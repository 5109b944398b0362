package dev.cannery.internal.server.limits;

/**
 * One quota while it is used: it refills all the time, so that a limit of 60 a minute gives one back each second.
 *
 * <p>It holds nothing but the moment at which it will be full again.
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

    /** How many nanoseconds it takes until so many can be taken; 0 when they can be taken now. */
    long waitFor(long amount, long now) {
        return Math.max(0, untilFull(now) + nanosOf(amount) - quota.period().nanos());
    }

    void take(long amount, long now) {
        fullAt = Math.max(fullAt, now) + nanosOf(amount);
    }

    /** How many nanoseconds it takes until it is full. */
    long untilFull(long now) {
        return Math.max(0, fullAt - now);
    }

    /** How many are left, whole ones. */
    long remaining(long now) {
        // the rounding of doubles must not take one more
        double used = (double) untilFull(now) * quota.limit() / quota.period().nanos() - 1e-6;
        return Math.max(0, quota.limit() - Math.max(0, (long) Math.ceil(used)));
    }

    private long nanosOf(long amount) {
        return (long) ((double) amount * quota.period().nanos() / quota.limit());
    }
}
