package dev.cannery.internal.contract.format;

import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a map of the format says: the values of its keys in the file's order. */
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

    /** The map itself. */
    SourceValue map() {
        return map;
    }

    Context context() {
        return context;
    }

    /** The keys that have a value, in the file's order. */
    Set<Key<?>> keys() {
        return values.keySet();
    }

    /** Whether one of the keys is written. */
    boolean hasAny(Key<?>... keys) {
        return Stream.of(keys).anyMatch(places::containsKey);
    }

    boolean hasAny(List<Key<?>> keys) {
        return keys.stream().anyMatch(places::containsKey);
    }

    /** The value of a key that is required or has a default. */
    <V> V get(Key<V> key) {
        return Objects.requireNonNull(find(key), key.word());
    }

    /** The value of a key, or its default; null if it has neither. */
    @SuppressWarnings("unchecked") // put() is only called with what the key's form has read
    <V> @Nullable V find(Key<V> key) {
        Object value = values.get(key);
        return value == null ? key.otherwise() : (V) value;
    }

    /** The value of a key, or the map if the key is not written: where to report a problem with it. */
    SourceValue placeOf(Key<?> key) {
        return places.getOrDefault(key, map);
    }

    /** Reports a problem at the last of these keys if more than one of them is written. */
    void requireOneOf(String message, Key<?>... keys) {
        List<Key<?>> known = List.of(keys);
        List<SourceValue> given = places.entrySet().stream()
                .filter(place -> known.contains(place.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        given.stream().skip(1).forEach(place -> place.problem(message));
    }
}
