package dev.cannery.internal.contract.format;

import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a map's keys, in the file's order. */
final class Given {
    private final SourceValue map;
    private final Context context;
    private final Map<Key<?>, SourceValue> places = new LinkedHashMap<>();
    private final Map<Key<?>, Object> values = new LinkedHashMap<>();

    Given(SourceValue map, Context context) {
        this.map = map;
        this.context = context;
    }

    void put(Key<?> key, SourceValue place, @Nullable Object value) {
        places.put(key, place);
        if (value != null) {
            values.put(key, value);
        }
    }

    /** Returns the map itself. */
    SourceValue map() {
        return map;
    }

    Context context() {
        return context;
    }

    /** Returns the keys that have a value, in the file's order. */
    Set<Key<?>> keys() {
        return values.keySet();
    }

    /** Whether one of the keys is present. */
    boolean hasAny(Key<?>... keys) {
        return Stream.of(keys).anyMatch(places::containsKey);
    }

    boolean hasAny(List<Key<?>> keys) {
        return keys.stream().anyMatch(places::containsKey);
    }

    /** Returns the value of a key that is required or has a default. */
    <V> V get(Key<V> key) {
        return Objects.requireNonNull(find(key), key.word());
    }

    /** Returns the value of a key or its default; null if it has neither. */
    @SuppressWarnings("unchecked") // put() is only called with a value read by the key's form
    <V> @Nullable V find(Key<V> key) {
        Object value = values.get(key);
        return value == null ? key.otherwise() : (V) value;
    }

    /** Returns where to report a problem with a key: at its value, or at the map if the key is absent. */
    SourceValue placeOf(Key<?> key) {
        return places.getOrDefault(key, map);
    }

    /** Reports a problem at the last of these keys if more than one of them is present. */
    void requireOneOf(String message, Key<?>... keys) {
        List<Key<?>> known = List.of(keys);
        List<SourceValue> given = places.entrySet().stream()
                .filter(place -> known.contains(place.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        given.stream().skip(1).forEach(place -> place.problem(message));
    }
}
