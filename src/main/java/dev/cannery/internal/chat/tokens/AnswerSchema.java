package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.Map;
import java.util.Set;

/** The schema of {@code response_format} as a model sees it. */
final class AnswerSchema {
    /** What decides whether a value fits, and does not describe it. Recorded: none of these costs a token. */
    private static final Set<String> UNSEEN = Set.of(
            "required",
            "additionalProperties",
            "$schema",
            "format",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems");

    /** Where names of the user's own are the keys. */
    private static final Set<String> OF_NAMES = Set.of("properties", "$defs", "definitions");

    private AnswerSchema() {}

    static String section(JsonNode format) {
        String description = format.path("description").asText("");
        return "# Response Formats\n\n## " + format.path("name").asText("") + "\n\n"
                + (description.isEmpty() ? "" : "// " + description + "\n")
                + (format.has("schema") ? seen(format.path("schema")) : "{}");
    }

    private static JsonNode seen(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode items = Json.array();
            schema.forEach(item -> items.add(seen(item)));
            return items;
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode seen = Json.object();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            if (OF_NAMES.contains(member.getKey()) && member.getValue().isObject()) {
                ObjectNode named = seen.putObject(member.getKey());
                member.getValue().properties().forEach(entry -> named.set(entry.getKey(), seen(entry.getValue())));
            } else if (!UNSEEN.contains(member.getKey())) {
                seen.set(member.getKey(), seen(member.getValue()));
            }
        }
        return seen;
    }
}
