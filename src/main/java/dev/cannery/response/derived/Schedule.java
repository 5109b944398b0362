package dev.cannery.response.derived;

import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;

/** When each chunk of one stream is due, counted from the moment the request was read. */
public final class Schedule {
    private final Pacing pacing;
    private final SplittableRandom chance;
    private Duration due;
    private boolean begun;

    /** The schedule of an answer that is held back so long and paced so. */
    public Schedule(Duration delay, Pacing pacing) {
        this.pacing = pacing;
        this.chance = new SplittableRandom(pacing.seed());
        this.due = delay.plus(pacing.first());
    }

    /** When the next chunk is due; the first when the answer's delay and its own wait are over. */
    public Duration next() {
        if (begun) {
            due = due.plus(wait(pacing.every(), pacing.jitter().toNanos()));
        }
        begun = true;
        return due;
    }

    private Duration wait(Duration every, long jitter) {
        if (jitter == 0) {
            return every;
        }
        Duration wait = every.plusNanos(chance.nextLong(-jitter, jitter + 1));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
