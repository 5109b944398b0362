package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.tokens.ModelFamily.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the functions of a request as OpenAI's models see them: a TypeScript namespace with a type for each.
 *
 * <p>Titles and descriptions are comments before a property; an object without comments is on one line. The format was partly
 * published by OpenAI (the renderer of gpt-oss); the rest was derived from recorded usage.
 */
final class FunctionTypes {
    /** The length from which references are no longer followed, because a schema may refer to itself. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_STEPS = 100_000;
    private static final int MAX_DEPTH = 64;

    private final Form form;
    private final StringBuilder out = new StringBuilder(1_024).append("namespace functions {\n\n");
    private JsonNode root = MissingNode.getInstance();
    private int depth;
    private int steps;

    FunctionTypes(Form form) {
        this.form = form;
    }

    /** Adds a function or a custom tool; the format of the latter is an estimate. */
    void add(JsonNode function, JsonNode custom) {
        if (function.isObject()) {
            addFunction(function);
        } else if (custom.isObject()) {
            comment(custom.path("description").asText(""));
            comment(custom.path("format").path("grammar").path("definition").asText(""));
            out.append("type ").append(custom.path("name").asText("")).append(" = (FREEFORM) => any;\n\n");
        }
    }

    String namespace() {
        return out.append("} // namespace functions").toString();
    }

    private void addFunction(JsonNode function) {
        root = function.path("parameters");
        comment(function.path("description").asText(""));
        out.append("type ").append(function.path("name").asText("")).append(" = (");
        if (isWithProperties(root)) {
            out.append("_: ");
            boolean commented = head(root);
            object(root, form != Form.FIRST && !commented && isQuiet(root));
        }
        out.append(") => any;\n\n");
    }

    private static boolean isWithProperties(JsonNode schema) {
        return schema.path("properties").isObject()
                && !schema.path("properties").isEmpty();
    }

    private void object(JsonNode schema, boolean onOneLine) {
        out.append('{').append(onOneLine ? ' ' : '\n');
        boolean first = true;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode type = resolved(property.getValue());
            if (onOneLine) {
                out.append(first ? "" : ", ");
            } else {
                head(type);
            }
            out.append(property.getKey()).append(isRequired(schema, property.getKey()) ? ": " : "?: ");
            type(type);
            if (!onOneLine) {
                out.append(',').append(tail(type)).append('\n');
            }
            first = false;
        }
        out.append(onOneLine ? " }" : "}");
    }

    private static boolean isRequired(JsonNode schema, String name) {
        for (JsonNode required : schema.path("required")) {
            if (required.asText("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void type(JsonNode schema) {
        if (depth >= MAX_DEPTH) {
            out.append("any");
            return;
        }
        depth++;
        JsonNode variants = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        if (schema.path("enum").isArray()) {
            join(schema.path("enum"));
        } else if (schema.has("const")) {
            out.append(schema.path("const"));
        } else if (variants.isArray()) {
            union(variants);
        } else if (schema.path("type").isArray()) {
            String separator = "";
            for (JsonNode type : schema.path("type")) {
                out.append(separator);
                named(type.asText(""), schema);
                separator = " | ";
            }
        } else {
            named(schema.path("type").asText(schema.has("properties") ? "object" : ""), schema);
        }
        depth--;
    }

    private void join(JsonNode values) {
        String separator = "";
        for (JsonNode value : values) {
            out.append(separator).append(value);
            separator = " | ";
        }
    }

    private void named(String type, JsonNode schema) {
        switch (type) {
            case "string", "boolean", "null" -> out.append(type);
            case "integer", "number" -> out.append("number");
            case "array" -> array(schema.path("items"));
            case "object" -> {
                if (isWithProperties(schema)) {
                    object(schema, form != Form.FIRST && isQuiet(schema));
                } else {
                    out.append("object");
                }
            }
            default -> out.append("any");
        }
    }

    private void array(JsonNode items) {
        JsonNode item = resolved(items);
        if (form != Form.FIRST && isCommented(item)) {
            out.append("Array<\n");
            head(item);
            type(item);
            out.append("\n>");
        } else {
            type(item);
            out.append("[]");
        }
    }

    private void union(JsonNode variants) {
        List<JsonNode> types = new ArrayList<>(variants.size());
        boolean quiet = true;
        for (JsonNode variant : variants) {
            JsonNode type = resolved(variant);
            types.add(type);
            quiet = quiet && !isCommented(type) && isQuiet(type);
        }
        String separator = quiet ? "" : "\n | ";
        for (JsonNode type : types) {
            out.append(separator);
            type(type);
            String comment = quiet ? "" : behind(type);
            out.append(comment.isEmpty() ? "" : " // ").append(comment);
            separator = quiet ? " | " : "\n | ";
        }
    }

    private String behind(JsonNode variant) {
        List<String> facts = new ArrayList<>(facts(variant));
        if (says(variant, "description")) {
            facts.add(0, variant.path("description").textValue());
        }
        return String.join(", ", facts);
    }

    /** Returns the schema itself, or the one in the same function that it refers to. */
    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        if (!schema.has("$ref")) {
            return schema;
        }
        for (int i = 0; i < 8 && found.path("$ref").isTextual(); i++) {
            String reference = found.path("$ref").textValue();
            boolean inside = reference.startsWith("#/") && out.length() < MAX_CHARACTERS;
            found = inside ? root.at(JsonPointer.compile(reference.substring(1))) : MissingNode.getInstance();
        }
        return found;
    }

    /** Whether the type has no comments, so that it fits on one line. */
    private boolean isQuiet(JsonNode schema) {
        return isQuiet(schema, 0);
    }

    private boolean isQuiet(JsonNode schema, int level) {
        if (++steps > MAX_STEPS || level > MAX_DEPTH) {
            return false;
        }
        for (JsonNode property : schema.path("properties")) {
            JsonNode type = resolved(property);
            if (isCommented(type) || !isQuiet(type, level + 1)) {
                return false;
            }
        }
        JsonNode items = resolved(schema.path("items"));
        return items.isMissingNode() || (!isCommented(items) && isQuiet(items, level + 1));
    }

    private boolean isCommented(JsonNode schema) {
        return says(schema, "title")
                || says(schema, "description")
                || isOfFormat(schema)
                || (form != Form.FIRST && isLimited(schema))
                || isWithDefault(schema);
    }

    private static boolean says(JsonNode schema, String name) {
        JsonNode text = schema.get(name);
        return text != null && text.isTextual() && !text.textValue().isBlank();
    }

    private static boolean isOfFormat(JsonNode schema) {
        JsonNode format = schema.get("format");
        return format != null
                && format.isTextual()
                && schema.path("type").asText("").equals("string");
    }

    private static boolean isLimited(JsonNode schema) {
        return schema.path("minimum").isNumber() || schema.path("maximum").isNumber();
    }

    private static boolean isWithDefault(JsonNode schema) {
        return schema.hasNonNull("default");
    }

    /** Writes the comments before a schema; returns whether there are any. */
    private boolean head(JsonNode schema) {
        int before = out.length();
        boolean described = says(schema, "description");
        if (says(schema, "title")) {
            comment(schema.path("title").textValue());
            out.append(described ? "//\n" : "");
        }
        if (described) {
            comment(schema.path("description").textValue());
        }
        for (String fact : facts(schema)) {
            comment(fact);
        }
        return out.length() > before;
    }

    /** Returns the facts about the values for a comment before them. */
    private List<String> facts(JsonNode schema) {
        boolean limited = form == Form.CLASSIC && isLimited(schema);
        if (!limited && !isOfFormat(schema)) {
            return List.of();
        }
        List<String> facts = new ArrayList<>(2);
        if (limited) {
            facts.add(limits(schema));
        }
        if (isOfFormat(schema)) {
            facts.add("format: " + schema.path("format"));
        }
        return facts;
    }

    private String limits(JsonNode schema) {
        List<String> limits = new ArrayList<>(2);
        for (String name : List.of("minimum", "maximum")) {
            JsonNode limit = schema.path(name);
            if (limit.isNumber()) {
                limits.add(name + ": " + (form == Form.CLASSIC ? limit.doubleValue() : limit));
            }
        }
        return String.join(", ", limits);
    }

    /** Returns the comment after a property. */
    private String tail(JsonNode schema) {
        boolean limited = (form == Form.REASONING || form == Form.CHANNELS) && isLimited(schema);
        if (!limited && !isWithDefault(schema)) {
            return "";
        }
        String value = isWithDefault(schema) ? "default: " + schema.path("default") : "";
        return " // " + value + (limited && !value.isEmpty() ? ", " : "") + (limited ? limits(schema) : "");
    }

    private void comment(String text) {
        if (text.isBlank()) {
            return;
        }
        if (text.indexOf('\n') < 0) {
            out.append("// ").append(text.strip()).append('\n');
            return;
        }
        for (String line : text.strip().split("\n", -1)) {
            String words = line.strip();
            out.append(words.isEmpty() ? "//" : "// ").append(words).append('\n');
        }
    }
}
