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
 * @param what the map in words, for messages
 * @param tree the keys with their values; not to be changed
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

    /** These keys with one more in the map that another key holds. */
    Keys within(Key<?> key, String member, @Nullable Object value) {
        String outer = key.word();
        Keys inner = new Keys(what + "'s '" + outer + "'", Json.objectIn(tree.deepCopy(), outer));
        ObjectNode copy = tree.deepCopy();
        copy.set(outer, inner.with(member, value).tree);
        return new Keys(what, copy);
    }

    /**
     * The tree of a rule, map, iterable, duration, scalar, null, or of anything else that Jackson can write. Only a
     * {@link LinkedHashMap} has an order that can be relied on; others are sorted, so that the same test gives the same bytes
     * on every run.
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
