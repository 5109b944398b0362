package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;

/**
 * The parameters of a function as the Responses API makes them strict: each object forbids additional properties and requires all that
 * it has (recorded in 137 of 137 tools since January 2026).
 */
final class StrictParameters {
    private StrictParameters() {}

    /** Returns a strict copy of a schema. */
    static JsonNode of(JsonNode schema) {
        if (schema instanceof ArrayNode list) {
            ArrayNode strict = Json.array();
            list.forEach(element -> strict.add(of(element)));
            return strict;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode strict = Json.object();
        object.properties()
                .forEach(member -> strict.set(member.getKey(), ofMember(member.getKey(), member.getValue())));
        if (object.path("type").asText("").equals("object")
                || object.path("properties").isObject()) {
            close(strict);
        } else if (object.isEmpty()) {
            strict.put("type", "object");
            close(strict);
        }
        return strict;
    }

    private static JsonNode ofMember(String name, JsonNode value) {
        return switch (name) {
            case "properties", "$defs", "definitions" -> {
                ObjectNode strict = Json.object();
                value.properties().forEach(member -> strict.set(member.getKey(), ofProperty(member.getValue())));
                yield value.isObject() ? strict : value;
            }
            case "items", "anyOf" -> ofProperty(value);
            default -> value;
        };
    }

    /** A schema within another one that says nothing stays as it is. */
    private static JsonNode ofProperty(JsonNode value) {
        return value.isObject() && value.isEmpty() ? value : of(value);
    }

    private static void close(ObjectNode object) {
        object.put("additionalProperties", false);
        ArrayNode required = Json.array();
        if (object.path("properties").isObject()) {
            object.path("properties").fieldNames().forEachRemaining(required::add);
        } else {
            object.putObject("properties");
        }
        object.set("required", required);
    }
}
