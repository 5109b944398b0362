package dev.cannery.internal.response;

import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.response.derived.Schedule;
import dev.cannery.internal.response.output.OutputEvents;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The frames of a stream of the Responses API, created on demand. */
final class OutputFrames extends AbstractList<SseFrame> implements RandomAccess {
    private final OutputEvents.Filled events;
    private final List<Duration> dues;

    /**
     * Creates the frames of these events.
     *
     * @param dues when each of them is sent, counted from the moment the request was read
     */
    OutputFrames(OutputEvents.Filled events, List<Duration> dues) {
        this.events = events;
        this.dues = dues;
    }

    /**
     * Returns when each of these events is sent: each fragment waits for its time, and the events around the fragments do not wait.
     */
    static List<Duration> dues(OutputEvents events, Duration delay, Pacing pacing) {
        Schedule schedule = new Schedule(delay, pacing);
        Duration[] dues = new Duration[events.size()];
        Duration due = delay;
        int waiting = 0;
        for (int i = 0; i < dues.length; i++) {
            OutputEvents.Timing timing = events.timing(i);
            if (timing == OutputEvents.Timing.FRAGMENT) {
                due = schedule.next();
            }
            if (timing != OutputEvents.Timing.WITH_NEXT) {
                Arrays.fill(dues, waiting, i + 1, due);
                waiting = i + 1;
            }
        }
        return List.of(dues);
    }

    @Override
    public SseFrame get(int index) {
        OutputEvents.Bytes bytes = events.at(index);
        return SseFrame.of(bytes.head(), bytes.middle(), bytes.tail(), dues.get(index));
    }

    @Override
    public int size() {
        return dues.size();
    }
}
