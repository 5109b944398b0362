package dev.cannery.internal.server.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What all stores of one server keep, the oldest first: bounded by count for each store, and by weight over all of them. */
final class Shelf {
    private final int mostOfOne;
    private final long heaviest;
    private final Map<Place, StoredCompletion> places = new LinkedHashMap<>();
    private final Map<Object, Integer> counts = new HashMap<>();
    private long weight;

    Shelf(int mostOfOne, long heaviest) {
        this.mostOfOne = mostOfOne;
        this.heaviest = heaviest;
    }

    synchronized void add(Object owner, StoredCompletion completion) {
        remove(owner, completion.id());
        places.put(new Place(owner, completion.id()), completion);
        weight += completion.weight();
        if (counts.merge(owner, 1, Integer::sum) > mostOfOne) {
            remove(owner, all(owner).get(0).id());
        }
        while (weight > heaviest) {
            Place eldest = places.keySet().iterator().next();
            remove(eldest.owner(), eldest.id());
        }
    }

    synchronized @Nullable StoredCompletion find(Object owner, String id) {
        return places.get(new Place(owner, id));
    }

    synchronized @Nullable StoredCompletion update(Object owner, String id, UnaryOperator<StoredCompletion> change) {
        return places.computeIfPresent(new Place(owner, id), (place, stored) -> change.apply(stored));
    }

    synchronized boolean remove(Object owner, String id) {
        StoredCompletion removed = places.remove(new Place(owner, id));
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
        places.forEach((place, completion) -> {
            if (place.owner().equals(owner)) {
                theirs.add(completion);
            }
        });
        return theirs;
    }

    private record Place(Object owner, String id) {}
}
