package dev.cannery.internal.server.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stored completions of a server, the oldest first. Bounded by number for each owner, and by size over all owners.
 */
public final class CompletionStore {
    private final int mostOfOne;
    private final long heaviest;
    private final Map<Key, StoredCompletion> completions = new LinkedHashMap<>();
    private final Map<Object, Integer> counts = new HashMap<>();
    private long weight;

    /**
     * Creates an empty store.
     *
     * @param mostOfOne the maximum number of completions of one owner
     * @param heaviest the approximate maximum size of all completions in bytes
     */
    public CompletionStore(int mostOfOne, long heaviest) {
        this.mostOfOne = mostOfOne;
        this.heaviest = heaviest;
    }

    synchronized void add(Object owner, StoredCompletion completion) {
        remove(owner, completion.id());
        completions.put(new Key(owner, completion.id()), completion);
        weight += completion.weight();
        if (counts.merge(owner, 1, Integer::sum) > mostOfOne) {
            remove(owner, all(owner).get(0).id());
        }
        while (weight > heaviest) {
            Key eldest = completions.keySet().iterator().next();
            remove(eldest.owner(), eldest.id());
        }
    }

    synchronized @Nullable StoredCompletion find(Object owner, String id) {
        return completions.get(new Key(owner, id));
    }

    synchronized @Nullable StoredCompletion update(Object owner, String id, UnaryOperator<StoredCompletion> change) {
        return completions.computeIfPresent(new Key(owner, id), (key, stored) -> change.apply(stored));
    }

    synchronized boolean remove(Object owner, String id) {
        StoredCompletion removed = completions.remove(new Key(owner, id));
        if (removed != null) {
            weight -= removed.weight();
            counts.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
        }
        return removed != null;
    }

    synchronized void clear(Object owner) {
        all(owner).forEach(completion -> remove(owner, completion.id()));
    }

    synchronized List<StoredCompletion> all(Object owner) {
        List<StoredCompletion> theirs = new ArrayList<>();
        completions.forEach((key, completion) -> {
            if (key.owner().equals(owner)) {
                theirs.add(completion);
            }
        });
        return theirs;
    }

    private record Key(Object owner, String id) {}
}
