package dev.cannery.internal.response.derived;

import dev.cannery.internal.contract.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;

/** The times at which the chunks of one stream are due, counted from the moment the request was read. */
public final class Schedule {
    private final Pacing pacing;
    private final SplittableRandom random;
    private Duration due;
    private int chunk;

    /** Creates the schedule of a response with this delay and pacing. */
    public Schedule(Duration delay, Pacing pacing) {
        this.pacing = pacing;
        this.random = new SplittableRandom(pacing.seed());
        this.due = delay;
    }

    /** Returns when the next chunk is due. The first is due after the response's delay and its own wait. */
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
        Duration wait = every.plusNanos(random.nextLong(-jitter, jitter + 1));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
