package dev.cannery.internal.record;

import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a recorded stream, each with the time at which its last byte arrived.
 *
 * @param events the events in order
 */
record StreamTiming(List<Timed> events) {
    /** Shorter waits are noise, and differ whenever the same stream is recorded. */
    private static final long STEP_MILLIS = 10;

    StreamTiming {
        events = List.copyOf(events);
    }

    /** An event and when it arrived. */
    record Timed(SseEvent event, Duration at) {
        private boolean isChunk() {
            String data = event.data();
            return data != null
                    && !data.isBlank()
                    && (!isOfResponse() || event.name().endsWith(".delta"));
        }

        /** Whether it is of a Response, in whose streams only fragments have their own times. */
        private boolean isOfResponse() {
            return event.name().startsWith("response.");
        }
    }

    static StreamTiming of(List<RecordedCall.Arrival> arrivals) {
        SseReader reader = new SseReader();
        List<Timed> events = new ArrayList<>();
        Duration last = Duration.ZERO;
        for (RecordedCall.Arrival arrival : arrivals) {
            last = arrival.at();
            for (SseEvent event : reader.read(arrival.bytes())) {
                events.add(new Timed(event, last));
            }
        }
        Duration end = last;
        reader.end().ifPresent(event -> events.add(new Timed(event, end)));
        return new StreamTiming(events);
    }

    /** Returns the wait before each chunk; empty if the stream arrived at once. */
    List<Duration> gaps() {
        List<Duration> gaps = new ArrayList<>();
        Duration before = Duration.ZERO;
        for (Timed timed : events) {
            if (timed.isChunk()) {
                Duration due = rounded(timed.at());
                gaps.add(due.minus(before));
                before = due;
            }
        }
        while (!gaps.isEmpty() && gaps.get(gaps.size() - 1).isZero()) {
            gaps.remove(gaps.size() - 1);
        }
        return gaps;
    }

    /** Returns the stream with marks of the waits, as stubs have them. */
    String transcript(boolean isTimed) {
        StringBuilder text = new StringBuilder();
        Duration before = Duration.ZERO;
        for (Timed timed : events) {
            Duration due = rounded(timed.at());
            if (isTimed && due.compareTo(before) > 0) {
                text.append(": +").append(Durations.write(due.minus(before))).append('\n');
            }
            before = due;
            text.append(timed.event().text());
        }
        return text.toString();
    }

    private static Duration rounded(Duration at) {
        return Duration.ofMillis((at.toMillis() + STEP_MILLIS / 2) / STEP_MILLIS * STEP_MILLIS);
    }
}
