package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Java values as trees of the format. */
final class Trees {
    private Trees() {}

    /**
     * The tree of a rule, map, array, iterable, duration, scalar, null, or of anything else that Jackson can turn into
     * one. Only a {@link LinkedHashMap} has an order that can be relied on; others are sorted, so that the same test
     * gives the same bytes on every run.
     */
    static JsonNode of(@Nullable Object value) {
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
            return list(items);
        }
        if (value instanceof Object[] items) {
            return list(Arrays.asList(items));
        }
        if (value instanceof BigDecimal number) {
            // Jackson would strip zeros: 10 would become 1E+1
            return DecimalNode.valueOf(number);
        }
        return value instanceof Duration duration ? duration(duration) : Json.treeOf(value);
    }

    static ArrayNode list(Iterable<?> items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> list.add(of(item)));
        return list;
    }

    /** An object of names and values in turn. */
    static ObjectNode pairs(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 == 1) {
            throw new IllegalArgumentException(
                    "names and values must come in pairs, were " + namesAndValues.length + " arguments");
        }
        ObjectNode tree = Json.object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new IllegalArgumentException("a name must be a String, was " + namesAndValues[i]);
            }
            if (tree.has(name)) {
                throw new IllegalArgumentException("the name '" + name + "' must be given once");
            }
            tree.set(name, of(namesAndValues[i + 1]));
        }
        return tree;
    }

    private static ObjectNode object(Map<?, ?> map) {
        Map<String, @Nullable Object> members = map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        ObjectNode tree = Json.object();
        members.forEach((name, value) -> tree.set(name, of(value)));
        return tree;
    }

    private static JsonNode duration(Duration duration) {
        return TextNode.valueOf(BigDecimal.valueOf(duration.toNanos(), 3).toPlainString() + "us");
    }
}
