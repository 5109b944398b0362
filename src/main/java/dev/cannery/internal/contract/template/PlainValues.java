package dev.cannery.internal.contract.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.Formatter;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts JSON to maps, lists and scalars, so that templates cannot reach methods or fields of classes. */
final class PlainValues {
    private PlainValues() {}

    static @Nullable Object of(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(item -> items.add(of(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    /** Returns a value as a template prints it: a text unchanged, nothing for a missing value, anything else as compact JSON. */
    static String print(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof CharSequence text ? text.toString() : Json.compact(Json.treeOf(value));
    }

    static Object format(Object value, Formatter.Chain next) {
        return print(value);
    }
}
