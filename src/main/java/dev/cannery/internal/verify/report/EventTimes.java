package dev.cannery.internal.verify.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The arrival times of a stream's events, as {@code result.hbs} draws them. */
final class EventTimes {
    private static final int WIDTH = 720;
    private static final int MARGIN = 8;
    private static final int DRAWN = 2_000;

    private EventTimes() {}

    /** Returns the position of each event between the first and the last; empty for fewer than two events. */
    static Map<String, Object> of(List<Duration> events) {
        if (events.size() < 2) {
            return Map.of();
        }
        long first = events.get(0).toMillis();
        long span = events.get(events.size() - 1).toMillis() - first;
        int step = 1 + events.size() / DRAWN;
        return Map.of(
                "count",
                events.size(),
                "first",
                first,
                "span",
                span,
                "isSpread",
                span > 0,
                "gap",
                longestGap(events),
                "strokes",
                IntStream.range(0, span > 0 ? events.size() : 0)
                        .filter(i -> i % step == 0)
                        .mapToObj(i -> MARGIN + (events.get(i).toMillis() - first) * (WIDTH - 2L * MARGIN) / span)
                        .toList());
    }

    private static long longestGap(List<Duration> events) {
        long longest = 0;
        for (int i = 1; i < events.size(); i++) {
            longest = Math.max(longest, events.get(i).minus(events.get(i - 1)).toMillis());
        }
        return longest;
    }
}
