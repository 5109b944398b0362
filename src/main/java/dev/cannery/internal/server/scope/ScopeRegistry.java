package dev.cannery.internal.server.scope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects by generated ids, bounded in number. An object with an idle limit is removed if it is not looked up for that
 * long.
 *
 * @param <S> the type of the objects
 */
public final class ScopeRegistry<S> {
    private static final int ID_LENGTH = 12;

    private final int most;
    private final LongSupplier nanoClock;
    private final Consumer<S> abandoned;
    private final Map<String, Entry<S>> entries = new LinkedHashMap<>();

    /**
     * Creates an empty registry.
     *
     * @param most the maximum number of objects
     * @param nanoClock the clock, such as {@link System#nanoTime()}
     * @param abandoned receives what is removed because nobody looks it up; must not block
     */
    public ScopeRegistry(int most, LongSupplier nanoClock, Consumer<S> abandoned) {
        this.most = most;
        this.nanoClock = nanoClock;
        this.abandoned = abandoned;
    }

    /**
     * Adds an object under a new id.
     *
     * @param patience how long it is kept without being looked up; null for no limit
     * @param thing creates the object from its id
     * @throws IllegalStateException if the registry is full
     */
    public synchronized S add(@Nullable Duration patience, Function<String, S> thing) {
        forgetAbandoned();
        if (entries.size() >= most) {
            throw new IllegalStateException(
                    "There are " + most + " scopes, the maximum. Close scopes that are no longer needed.");
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        S made = thing.apply(id);
        entries.put(id, new Entry<>(made, patience, nanoClock.getAsLong()));
        return made;
    }

    /** Returns the object with this id, which counts as a lookup; empty if there is none. */
    public synchronized Optional<S> find(String id) {
        forgetAbandoned();
        Entry<S> entry = entries.computeIfPresent(id, (same, found) -> found.askedAt(nanoClock.getAsLong()));
        return Optional.ofNullable(entry).map(Entry::thing);
    }

    /** Removes and returns the object with this id; empty if there is none. */
    public synchronized Optional<S> remove(String id) {
        forgetAbandoned();
        return Optional.ofNullable(entries.remove(id)).map(Entry::thing);
    }

    /** Returns all objects, the oldest first, without counting as a lookup. */
    public synchronized List<S> all() {
        forgetAbandoned();
        List<S> things = new ArrayList<>();
        entries.values().forEach(entry -> things.add(entry.thing()));
        return things;
    }

    /** Returns the number of objects. */
    public synchronized int size() {
        forgetAbandoned();
        return entries.size();
    }

    private void forgetAbandoned() {
        long now = nanoClock.getAsLong();
        entries.values().removeIf(entry -> {
            boolean isAbandoned = entry.isAbandonedAt(now);
            if (isAbandoned) {
                abandoned.accept(entry.thing());
            }
            return isAbandoned;
        });
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
