package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.profile.shape.Echo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the API refuses in one JSON Schema, that of a function's parameters or of a response format.
 *
 * <p>A schema is walked from its root down. An object's own problems are reported before those of its properties, as in
 * recordings. The place is written as the API writes it: a Python tuple of the keys that lead there.
 */
final class SchemaCheck {
    private static final List<String> TYPE_SUBSTITUTES = List.of("anyOf", "enum", "const", "$ref");

    private final JsonNode root;
    private final boolean strict;
    private final StrictSubset subset;
    private final List<String> context = new ArrayList<>();

    private SchemaCheck(JsonNode root, boolean strict, StrictSubset subset) {
        this.root = root;
        this.strict = strict;
        this.subset = subset;
    }

    /** Returns the first problem in the API's words, or null if there is none. */
    static @Nullable String fault(JsonNode schema, boolean strict, StrictSubset subset) {
        JsonNode type = schema.path("type");
        if (!"object".equals(type.textValue())) {
            String got = type.isTextual() ? type.textValue() : type.isMissingNode() ? "None" : Echo.python(type);
            return "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"" + got + "\"'.";
        }
        String form = new SchemaForm(schema).fault();
        if (form != null) {
            return form;
        }
        int levels = strict ? levels(schema) : 0;
        if (levels > subset.depth()) {
            return levels + " levels of nesting exceeds limit of " + subset.depth() + ".";
        }
        return new SchemaCheck(schema, strict, subset).walk(schema);
    }

    /** Returns the number of steps on the longest path down to a property or an element. */
    private static int levels(JsonNode schema) {
        int deepest = 0;
        for (JsonNode property : schema.path("properties")) {
            deepest = Math.max(deepest, 1 + levels(property));
        }
        if (schema.path("items").isObject()) {
            deepest = Math.max(deepest, 1 + levels(schema.path("items")));
        }
        for (JsonNode choice : schema.path("anyOf")) {
            deepest = Math.max(deepest, levels(choice));
        }
        return deepest;
    }

    private @Nullable String walk(JsonNode schema) {
        if (!schema.isObject()) {
            return null;
        }
        String fault = schema.path("type").isArray() ? typesFault(schema) : nodeFault(schema, schema.path("type"));
        fault = fault == null ? walkList(schema, "anyOf") : fault;
        fault = fault == null ? walkMap(schema, "$defs") : fault;
        return fault == null ? walkMap(schema, "definitions") : fault;
    }

    /** Checks a schema with a list of types once for each type, one step further down (reported). */
    private @Nullable String typesFault(JsonNode schema) {
        JsonNode types = schema.path("type");
        String fault = null;
        for (int i = 0; i < types.size() && fault == null; i++) {
            context.add("type");
            context.add(String.valueOf(i));
            fault = nodeFault(schema, types.get(i));
            context.subList(context.size() - 2, context.size()).clear();
        }
        return fault;
    }

    /** Returns the problem of the schema as one of that type, or of its subschemas. */
    private @Nullable String nodeFault(JsonNode schema, JsonNode type) {
        String fault = strict ? strictFault(schema, type) : null;
        fault = fault == null ? typeFault(schema, type.asText()) : fault;
        boolean isOneOfSeveral = schema.path("type").isArray();
        if (!isOneOfSeveral || type.asText().equals("object")) {
            fault = fault == null ? walkMap(schema, "properties") : fault;
        }
        if (!isOneOfSeveral || type.asText().equals("array")) {
            fault = fault == null ? walkOne(schema, "items") : fault;
        }
        return fault;
    }

    private @Nullable String typeFault(JsonNode schema, String type) {
        if (type.equals("array") && !schema.has("items")) {
            return at("array schema missing items.");
        }
        boolean isWhole = context.isEmpty();
        return isWhole && type.equals("object") && !schema.has("properties")
                ? at("object schema missing properties.")
                : null;
    }

    private @Nullable String strictFault(JsonNode schema, JsonNode type) {
        if (schema.has("$ref")) {
            return referenceFault(schema);
        }
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            if (subset.refused().contains(entry.getKey())) {
                return at("'" + entry.getKey() + "' is not permitted.");
            }
        }
        if (!schema.has("type") && TYPE_SUBSTITUTES.stream().noneMatch(schema::has)) {
            return at("schema must have a 'type' key.");
        }
        JsonNode format = schema.path("format");
        if (format.isTextual()
                && mayBeText(type)
                && !subset.formats().isEmpty()
                && !subset.formats().contains(format.textValue())) {
            return at("'" + format.textValue() + "' is not a valid format.");
        }
        return "object".equals(type.textValue()) ? objectFault(schema) : null;
    }

    /** The formats apply to strings; schema generators put others, such as {@code double}, on numbers. */
    private static boolean mayBeText(JsonNode type) {
        return type.isMissingNode() || "string".equals(type.textValue());
    }

    private @Nullable String referenceFault(JsonNode schema) {
        Set<String> others = schema.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals("$ref"))
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            String keys = others.stream().sorted().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
            return at("$ref cannot have keywords {" + keys + "}.");
        }
        String target = schema.path("$ref").asText();
        if (target.equals("#")
                || (target.startsWith("#/") && !root.at(target.substring(1)).isMissingNode())) {
            return null;
        }
        return at("reference to component '" + target + "' which was not found in the schema.");
    }

    private @Nullable String objectFault(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        if (!additional.isBoolean() || additional.booleanValue()) {
            return at("'additionalProperties' is required to be supplied and to be false.");
        }
        JsonNode required = schema.path("required");
        Set<String> listed = new HashSet<>();
        required.forEach(name -> listed.add(name.asText()));
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (!listed.contains(property.getKey())) {
                return at(required("Missing", property.getKey()));
            }
        }
        for (JsonNode name : required) {
            if (!properties.has(name.asText())) {
                return at(required("Extra required key", name.asText()));
            }
        }
        return null;
    }

    private static String required(String fault, String key) {
        String supplied = fault.startsWith("Extra") ? " supplied." : ".";
        return "'required' is required to be supplied and to be an array including every key in properties. " + fault
                + " '" + key + "'" + supplied;
    }

    private @Nullable String walkMap(JsonNode schema, String key) {
        for (Map.Entry<String, JsonNode> entry : schema.path(key).properties()) {
            context.add(key);
            String fault = walkInto(entry.getKey(), entry.getValue());
            context.remove(context.size() - 1);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String walkList(JsonNode schema, String key) {
        JsonNode list = schema.path(key);
        context.add(key);
        String fault = null;
        for (int i = 0; list.isArray() && i < list.size() && fault == null; i++) {
            fault = walkInto(String.valueOf(i), list.get(i));
        }
        context.remove(context.size() - 1);
        return fault;
    }

    private @Nullable String walkOne(JsonNode schema, String key) {
        return walkInto(key, schema.path(key));
    }

    private @Nullable String walkInto(String key, JsonNode schema) {
        context.add(key);
        String fault = walk(schema);
        context.remove(context.size() - 1);
        return fault;
    }

    private String at(String fault) {
        String keys = context.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
        return "In context=(" + keys + (context.size() == 1 ? "," : "") + "), " + fault;
    }
}
