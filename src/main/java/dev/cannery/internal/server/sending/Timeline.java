package dev.cannery.internal.server.sending;

import java.time.Duration;

/**
 * Converts offsets from the start of a response to points in time.
 *
 * @param start the time from which offsets are measured, by {@link System#nanoTime()}
 * @param extra an additional delay
 * @param speed divides the offsets
 */
public record Timeline(long start, Duration extra, Speed speed) {
    /** Returns the time, by {@link System#nanoTime()}, of something due at this offset. */
    public long momentOf(Duration due) {
        return start + speed.nanos(extra.isZero() ? due : due.plus(extra));
    }
}
