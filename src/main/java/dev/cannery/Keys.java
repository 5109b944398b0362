package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one map of the contract format, each set at most once. Immutable.
 *
 * @param what a phrase for the map, for messages
 * @param tree the keys with their values; do not modify
 */
record Keys(String what, ObjectNode tree) {
    static Keys of(String what) {
        return new Keys(what, Json.object());
    }

    Keys with(String key, @Nullable Object value) {
        if (tree.has(key)) {
            throw new IllegalArgumentException("'" + key + "' is already set in " + what);
        }
        return new Keys(what, tree.deepCopy().set(key, tree(value)));
    }

    Keys with(Key<?> key, @Nullable Object value) {
        return with(key.word(), value);
    }

    /** Returns these keys with one more key in the map under another key. */
    Keys within(Key<?> key, String member, @Nullable Object value) {
        String outer = key.word();
        Keys inner = new Keys(what + "'s '" + outer + "'", Json.objectIn(tree.deepCopy(), outer));
        ObjectNode copy = tree.deepCopy();
        copy.set(outer, inner.with(member, value).tree);
        return new Keys(what, copy);
    }

    /**
     * Returns the JSON tree of a rule, map, iterable, duration, scalar, null, or of anything else that Jackson can write. Maps
     * other than {@link LinkedHashMap} have no reliable order, so they are sorted: the same test gives the same bytes in every
     * run.
     */
    static JsonNode tree(@Nullable Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof Rule rule) {
            return rule.tree();
        }
        if (value instanceof JsonNode tree) {
            return tree;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> list.add(tree(item)));
            return list;
        }
        if (value instanceof BigDecimal number) {
            // Jackson would strip zeros: 10 would become 1E+1
            return DecimalNode.valueOf(number);
        }
        if (value instanceof Duration duration) {
            return TextNode.valueOf(BigDecimal.valueOf(duration.toNanos(), 3).toPlainString() + "us");
        }
        return Json.treeOf(value);
    }

    private static ObjectNode object(Map<?, ?> map) {
        Map<String, @Nullable Object> members = map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        ObjectNode tree = Json.object();
        members.forEach((name, value) -> tree.set(name, tree(value)));
        return tree;
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
