package dev.cannery.internal.server.sending;

import java.time.Duration;

/**
 * When what is due leaves.
 *
 * @param start the moment from which all counts, by {@link System#nanoTime()}
 * @param extra how much later all of it is
 * @param speed how fast time goes by
 */
public record Timeline(long start, Duration extra, Speed speed) {
    /** The moment of what is due so long after the start. */
    public long momentOf(Duration due) {
        return start + speed.nanos(extra.isZero() ? due : due.plus(extra));
    }
}
