package dev.cannery.internal.server.scope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Things by their ids, bounded in number. One with a patience is forgotten when nobody asked for it that long.
 *
 * @param <S> what is kept
 */
public final class ScopeRegistry<S> {
    private static final int ID_LENGTH = 12;

    private final int most;
    private final LongSupplier nanoClock;
    private final Map<String, Entry<S>> entries = new LinkedHashMap<>();

    /**
     * An empty registry.
     *
     * @param most how many it keeps
     * @param nanoClock tells the time, as {@link System#nanoTime()}
     */
    public ScopeRegistry(int most, LongSupplier nanoClock) {
        this.most = most;
        this.nanoClock = nanoClock;
    }

    /**
     * Keeps a thing under a new id.
     *
     * @param patience how long it is kept when nobody asks for it; null for as long as it is not removed
     * @param thing makes the thing from its id
     * @throws IllegalStateException when there are as many as may be
     */
    public synchronized S add(@Nullable Duration patience, Function<String, S> thing) {
        forgetAbandoned();
        if (entries.size() >= most) {
            throw new IllegalStateException("there are " + most + " scopes already, which is the most that may be."
                    + " End those that are needed no longer");
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        S made = thing.apply(id);
        entries.put(id, new Entry<>(made, patience, nanoClock.getAsLong()));
        return made;
    }

    /** The thing of this id, which counts as asking for it; empty when there is none. */
    public synchronized Optional<S> find(String id) {
        forgetAbandoned();
        Entry<S> entry = entries.computeIfPresent(id, (same, found) -> found.askedAt(nanoClock.getAsLong()));
        return Optional.ofNullable(entry).map(Entry::thing);
    }

    /** Forgets the thing of this id and gives it back; empty when there is none. */
    public synchronized Optional<S> remove(String id) {
        forgetAbandoned();
        return Optional.ofNullable(entries.remove(id)).map(Entry::thing);
    }

    /** All things, the oldest first; none of them counts as asked for. */
    public synchronized List<S> all() {
        forgetAbandoned();
        List<S> things = new ArrayList<>();
        entries.values().forEach(entry -> things.add(entry.thing()));
        return things;
    }

    /** How many things there are. */
    public synchronized int size() {
        forgetAbandoned();
        return entries.size();
    }

    private void forgetAbandoned() {
        long now = nanoClock.getAsLong();
        entries.values().removeIf(entry -> entry.isAbandonedAt(now));
    }

    private record Entry<S>(S thing, @Nullable Duration patience, long askedAt) {
        Entry<S> askedAt(long now) {
            return new Entry<>(thing, patience, now);
        }

        boolean isAbandonedAt(long now) {
            return patience != null && now - askedAt > patience.toNanos();
        }
    }
}
