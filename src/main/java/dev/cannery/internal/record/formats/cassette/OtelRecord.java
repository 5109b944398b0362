package dev.cannery.internal.record.formats.cassette;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.wire.Json;

/**
 * A log record, a span or an event of a span, without the wrappers that OTLP puts around values.
 *
 * @param at where it is in the file
 * @param span the id of its span; empty if it has none
 * @param name its name, such as {@code gen_ai.choice}
 * @param body its body; a missing node if it has none
 * @param attributes its attributes
 */
record OtelRecord(FileValue at, String span, String name, JsonNode body, ObjectNode attributes) {
    static OtelRecord of(FileValue value) {
        ObjectNode attributes = attributesIn(value.member("attributes").json());
        String name = value.any("eventName", "event_name", "name").text();
        String named = attributes.path("event.name").asText(name);
        FileValue context = value.any("spanContext", "context");
        String span = value.any("spanId", "span_id").text();
        return new OtelRecord(
                value,
                span.isEmpty() ? context.any("spanId", "span_id").text() : span,
                named,
                parsed(plain(value.member("body").json())),
                attributes);
    }

    OtelRecord in(String otherSpan) {
        return new OtelRecord(at, otherSpan, name, body, attributes);
    }

    /** Whether its name or one of its attributes has the prefix. */
    boolean isOfGenAi(String prefix) {
        if (name.startsWith(prefix)) {
            return true;
        }
        return attributes.properties().stream()
                .anyMatch(attribute -> attribute.getKey().startsWith(prefix));
    }

    /** Returns an attribute, parsed if it is the text of a JSON list or object. */
    JsonNode attribute(String key) {
        return parsed(attributes.path(key));
    }

    private static ObjectNode attributesIn(JsonNode attributes) {
        ObjectNode plain = Json.object();
        if (attributes.isArray()) {
            attributes.forEach(one -> plain.set(one.path("key").asText(), plain(one.path("value"))));
        } else {
            attributes.properties().forEach(one -> plain.set(one.getKey(), plain(one.getValue())));
        }
        return plain;
    }

    /** Returns the value in OTLP's wrapper, which names its type; a value without a wrapper as it is. */
    private static JsonNode plain(JsonNode value) {
        if (value.size() != 1 || !value.isObject()) {
            return value;
        }
        String type = value.fieldNames().next();
        JsonNode held = value.path(type);
        return switch (type) {
            case "stringValue", "boolValue", "doubleValue" -> held;
            // OTLP writes 64-bit numbers as texts
            case "intValue" -> Json.treeOf(held.asLong());
            case "arrayValue" -> {
                ArrayNode list = Json.array();
                held.path("values").forEach(one -> list.add(plain(one)));
                yield list;
            }
            case "kvlistValue" -> attributesIn(held.path("values"));
            default -> value;
        };
    }

    private static JsonNode parsed(JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return Json.parse(text);
            } catch (JsonProcessingException e) {
                return value;
            }
        }
        return value.isNull() ? NullNode.getInstance() : value;
    }
}
