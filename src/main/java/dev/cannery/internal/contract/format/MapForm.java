package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map in the contract format. Its keys are fields of the subclass, in the order of the reference.
 *
 * @param <T> the type of what the map defines
 */
abstract class MapForm<T> extends Form<T> {
    private final String what;
    private final List<Key<?>> keys = new ArrayList<>();

    /**
     * Creates a form for maps that messages refer to by their key.
     *
     * @param name the form's name in the reference
     */
    MapForm(String name) {
        this(name, "");
    }

    /**
     * Creates a form for maps.
     *
     * @param name the form's name in the reference
     * @param what its name in messages, with an article
     */
    MapForm(String name, String what) {
        super(name);
        this.what = what;
    }

    /** Adds a key without a default. */
    final <V> Key<V> key(String word, Form<V> form, String doc, String... synonyms) {
        return add(new Key<>(word, form, null, false, doc, List.of(synonyms)));
    }

    /** Adds a key with a default, which is omitted when writing. */
    final <V> Key<V> withDefault(String word, Form<V> form, V otherwise, String doc, String... synonyms) {
        return add(new Key<>(word, form, otherwise, false, doc, List.of(synonyms)));
    }

    /** Adds a key that the schema requires. */
    final <V> Key<V> required(String word, Form<V> form, String doc, String... synonyms) {
        return add(new Key<>(word, form, null, true, doc, List.of(synonyms)));
    }

    private <V> Key<V> add(Key<V> key) {
        keys.add(key);
        return key;
    }

    /** Adds the keys of another map, whose form reads and writes them as a part of this one. */
    final <M extends MapForm<?>> M including(M part) {
        keys.addAll(part.keys());
        return part;
    }

    final List<Key<?>> keys() {
        return keys;
    }

    final List<String> words() {
        return keys.stream().map(Key::word).toList();
    }

    /**
     * Creates the object that the map defines. An invalid combination throws {@link IllegalArgumentException} or is reported at
     * one of its keys.
     */
    abstract T make(Given given);

    /** Writes the keys whose values are not defaults. */
    abstract void write(T value, Tree tree);

    @Override
    Optional<T> read(SourceValue value, Context context) {
        int before = value.problems().count();
        Given given = take(value, context, true);
        if (value.problems().count() > before) {
            return Optional.empty();
        }
        Optional<T> made = value.attempt(() -> Optional.of(make(given)));
        return value.problems().count() > before ? Optional.empty() : made;
    }

    /** Reads the values of all keys; reports unknown keys and, if the map is complete, missing ones. */
    final Given take(SourceValue value, Context context, boolean isWhole) {
        Fields fields = value.fields(what.isEmpty() ? keyOf(value.path()) : what, this::meaning);
        keys.forEach(key -> fields.has(key.word()));
        Given given = new Given(value, context);
        for (String word : fields.words()) {
            keys.stream()
                    .filter(key -> key.word().equals(word))
                    .findFirst()
                    .ifPresent(key -> take(key, fields.placeOf(word), given));
        }
        if (isWhole && value.isMap()) {
            complete(fields);
        }
        fields.end();
        return given;
    }

    /** Returns the last key of a path such as {@code interactions[0].response[1]}. */
    private static String keyOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replaceFirst("\\[\\d+]$", "");
    }

    private static <V> void take(Key<V> key, SourceValue value, Given given) {
        given.put(key, value, key.form().read(value, given.context()).orElse(null));
    }

    /** Returns how to write what an unknown key means: a key one level deeper, or another tool's word for a key. */
    final Optional<String> written(String word) {
        return meaning(word, words()).map(Fields.Meaning::written);
    }

    private Optional<Fields.Meaning> meaning(String word, Collection<String> known) {
        return keys.stream()
                .filter(key -> known.contains(key.word()))
                .flatMap(key -> key.form().nesting(word).stream()
                        .map(nested -> new Fields.Meaning(key.word(), key.word() + ": " + nested)))
                .findFirst()
                .or(() -> keys.stream()
                        .filter(key -> key.isCalled(word))
                        .map(key -> new Fields.Meaning(key.word(), key.word()))
                        .findFirst());
    }

    /** Reports missing keys, in forms whose message is more specific than the schema. */
    void complete(Fields fields) {}

    @Override
    JsonNode write(T value) {
        return writeMap(value);
    }

    /** Returns the value as a map, even if there is a shorter form. */
    final ObjectNode writeMap(T value) {
        Tree tree = new Tree();
        write(value, tree);
        return tree.json;
    }

    @Override
    JsonNode schema(Schemas schemas) {
        ObjectNode schema = schemas.map(keys);
        return schema.setAll(Schemas.needed(keys));
    }

    @Override
    List<MapForm<?>> maps() {
        return List.of(this);
    }

    /** A map being written. */
    static final class Tree {
        private final ObjectNode json = Json.object();

        /** Writes a key, unless the value is null, the key's default or an empty list. */
        <V> Tree put(Key<V> key, @Nullable V value) {
            boolean isEmpty = value instanceof List<?> list && list.isEmpty();
            return value == null || value.equals(key.otherwise()) || isEmpty
                    ? this
                    : set(key.word(), key.form().write(value));
        }

        /** Writes a key whatever its value. */
        <V> Tree always(Key<V> key, V value) {
            return set(key.word(), key.form().write(value));
        }

        private Tree set(String word, JsonNode value) {
            json.set(word, value);
            return this;
        }

        ObjectNode json() {
            return json;
        }
    }
}
