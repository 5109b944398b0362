package dev.cannery.internal.response.derived;

import dev.cannery.internal.contract.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;

/** When each chunk of one stream is due, counted from the moment the request was read. */
public final class Schedule {
    private final Pacing pacing;
    private final SplittableRandom chance;
    private Duration due;
    private int chunk;

    /** The schedule of an answer that is held back so long and paced so. */
    public Schedule(Duration delay, Pacing pacing) {
        this.pacing = pacing;
        this.chance = new SplittableRandom(pacing.seed());
        this.due = delay;
    }

    /** When the next chunk is due; the first when the answer's delay and its own wait are over. */
    public Duration next() {
        due = due.plus(gap(chunk++));
        return due;
    }

    private Duration gap(int index) {
        if (!pacing.gaps().isEmpty()) {
            return index < pacing.gaps().size() ? pacing.gaps().get(index) : Duration.ZERO;
        }
        return index == 0
                ? pacing.first()
                : jittered(pacing.every(), pacing.jitter().toNanos());
    }

    private Duration jittered(Duration every, long jitter) {
        if (jitter == 0) {
            return every;
        }
        Duration wait = every.plusNanos(chance.nextLong(-jitter, jitter + 1));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
