package dev.cannery.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Passes on events without secrets; one with the same message is counted, and passed on in a line at the 10th, 100th, 1,000th time. */
final class CountedEvents implements Consumer<ServerEvent> {
    private static final int MOST = 1_000;

    private final Consumer<ServerEvent> events;
    /** By a hash of the message, because a miss has a long one; the one that came longest ago goes first. */
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
