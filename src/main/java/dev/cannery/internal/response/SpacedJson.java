package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.util.stream.Collectors;

/** JSON in one line with a space after each comma and colon. */
final class SpacedJson {
    private SpacedJson() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> Json.compact(Json.treeOf(member.getKey())) + ": " + of(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return Json.values(value).map(SpacedJson::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return Json.compact(value);
    }
}
