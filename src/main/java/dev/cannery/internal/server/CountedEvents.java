package dev.cannery.internal.server;

import dev.cannery.internal.server.answer.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Passes on redacted events. If the same message repeats, only the 10th, 100th, 1,000th, … repetition is passed on, as
 * one line.
 */
final class CountedEvents implements Consumer<ServerEvent> {
    private static final int MOST = 1_000;

    private final Consumer<ServerEvent> events;
    /**
     * Counts by a hash of the message, because the message of a miss is long. The least recently used entry is removed
     * first.
     */
    private final Map<UUID, Long> counts = new LinkedHashMap<>(16, 0.75f, true);

    CountedEvents(Consumer<ServerEvent> events) {
        this.events = events;
    }

    @Override
    public void accept(ServerEvent event) {
        long count = count(UUID.nameUUIDFromBytes(event.message().getBytes(StandardCharsets.UTF_8)));
        if (count == 1) {
            events.accept(event.redacted());
        } else if (isPowerOfTen(count)) {
            events.accept(event.repeated(count).redacted());
        }
    }

    private synchronized long count(UUID message) {
        if (counts.size() >= MOST && !counts.containsKey(message)) {
            counts.remove(counts.keySet().iterator().next());
        }
        return counts.merge(message, 1L, Long::sum);
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
