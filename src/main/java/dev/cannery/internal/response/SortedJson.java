package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** JSON with members sorted by name, as Azure's gateway writes it. */
final class SortedJson {
    private SortedJson() {}

    /** Returns the same JSON sorted, in one line; the members with these names keep their inner order. */
    static byte[] of(byte[] json, ObjectNode kept) {
        try {
            return Json.compactBytes(sorted(Json.parse(json), kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode sorted(JsonNode value, ObjectNode kept) {
        if (value instanceof ObjectNode object) {
            Map<String, JsonNode> members = new TreeMap<>();
            object.properties()
                    .forEach(member -> members.put(
                            member.getKey(),
                            kept.has(member.getKey()) ? member.getValue() : sorted(member.getValue(), kept)));
            ObjectNode sorted = Json.object();
            members.forEach(sorted::set);
            return sorted;
        }
        if (value.isArray()) {
            ArrayNode elements = Json.array();
            value.forEach(element -> elements.add(sorted(element, kept)));
            return elements;
        }
        return value;
    }
}
