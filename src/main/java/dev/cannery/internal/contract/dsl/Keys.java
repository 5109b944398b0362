package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map of the format, each said once. It is a value: saying a further one gives another.
 *
 * @param what the map in words, for complaints
 * @param tree the keys that are said; not to be changed
 */
record Keys(String what, ObjectNode tree) {
    static Keys of(String what) {
        return new Keys(what, Json.object());
    }

    Keys with(String key, @Nullable Object value) {
        if (tree.has(key)) {
            throw new IllegalArgumentException("'" + key + "' must be said once in " + what);
        }
        return new Keys(what, tree.deepCopy().set(key, Trees.of(value)));
    }

    /** The same keys with one in the map that another key holds. */
    Keys within(String outer, String key, @Nullable Object value) {
        Keys inner = new Keys(what + "'s '" + outer + "'", Json.objectIn(tree.deepCopy(), outer));
        ObjectNode copy = tree.deepCopy();
        copy.set(outer, inner.with(key, value).tree);
        return new Keys(what, copy);
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
