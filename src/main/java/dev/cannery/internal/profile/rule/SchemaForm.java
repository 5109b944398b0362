package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.profile.shape.Echo;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds schemas that are not JSON Schema at all: a keyword with a value of the wrong type, such as {@code required: true}.
 *
 * <p>The API reports it in the words of its schema library, which names no place (reported).
 *
 * @param schema the value that should be a schema
 */
record SchemaForm(JsonNode schema) {
    /** The type of each keyword's value; other keywords are not checked. */
    private static final Map<String, JsonKind> KINDS = Map.ofEntries(
            Map.entry("required", JsonKind.ARRAY),
            Map.entry("enum", JsonKind.ARRAY),
            Map.entry("anyOf", JsonKind.ARRAY),
            Map.entry("oneOf", JsonKind.ARRAY),
            Map.entry("allOf", JsonKind.ARRAY),
            Map.entry("properties", JsonKind.OBJECT),
            Map.entry("$defs", JsonKind.OBJECT),
            Map.entry("definitions", JsonKind.OBJECT),
            Map.entry("patternProperties", JsonKind.OBJECT),
            Map.entry("description", JsonKind.STRING),
            Map.entry("title", JsonKind.STRING),
            Map.entry("pattern", JsonKind.STRING),
            Map.entry("format", JsonKind.STRING),
            Map.entry("$ref", JsonKind.STRING),
            Map.entry("minimum", JsonKind.NUMBER),
            Map.entry("maximum", JsonKind.NUMBER),
            Map.entry("exclusiveMinimum", JsonKind.NUMBER),
            Map.entry("exclusiveMaximum", JsonKind.NUMBER),
            Map.entry("multipleOf", JsonKind.NUMBER),
            Map.entry("minLength", JsonKind.INTEGER),
            Map.entry("maxLength", JsonKind.INTEGER),
            Map.entry("minItems", JsonKind.INTEGER),
            Map.entry("maxItems", JsonKind.INTEGER));

    private static final List<String> MAPS_OF_SCHEMAS =
            List.of("properties", "$defs", "definitions", "patternProperties");
    private static final List<String> LISTS_OF_SCHEMAS = List.of("anyOf", "oneOf", "allOf");
    private static final List<String> SCHEMAS = List.of("items", "additionalProperties", "not");

    /** Returns the first problem in the API's words, or null if there is none. */
    @Nullable
    String fault() {
        if (!schema.isObject()) {
            return schema.isBoolean() ? null : Echo.python(schema) + " is not of type 'object', 'boolean'.";
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            String fault = fault(keyword.getKey(), keyword.getValue());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String fault(String keyword, JsonNode value) {
        if (keyword.equals("type") && !isType(value)) {
            return Echo.python(value) + " is not valid under any of the given schemas.";
        }
        JsonKind kind = KINDS.get(keyword);
        if (kind != null && !kind.holds(value)) {
            return Echo.python(value) + " is not of type '" + kind.word() + "'.";
        }
        if (SCHEMAS.contains(keyword)) {
            return new SchemaForm(value).fault();
        }
        if (MAPS_OF_SCHEMAS.contains(keyword) || LISTS_OF_SCHEMAS.contains(keyword)) {
            for (JsonNode below : value) {
                String fault = new SchemaForm(below).fault();
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private static boolean isType(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() && JsonKind.ofWord(value.textValue()).isPresent();
        }
        return !value.isEmpty()
                && Json.values(value).allMatch(type -> type.isTextual() && isType(type))
                && Json.values(value).distinct().count() == value.size();
    }
}
