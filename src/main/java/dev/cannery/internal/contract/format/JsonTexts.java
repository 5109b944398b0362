package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that contain JSON and can be written as the structure that they contain. */
final class JsonTexts {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?");

    private JsonTexts() {}

    /** Returns the object or array in the text, if writing and reading it gives back exactly the same text. */
    static Optional<JsonNode> structureOf(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            JsonNode tree = Json.parse(text);
            return Json.compact(tree).equals(text) && hasPlainNumbers(tree) ? Optional.of(tree) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether all numbers are in the one notation on which YAML and JSON agree. */
    private static boolean hasPlainNumbers(JsonNode tree) {
        if (tree.isNumber()) {
            return PLAIN_NUMBER.matcher(tree.toString()).matches();
        }
        for (JsonNode child : tree) {
            if (!hasPlainNumbers(child)) {
                return false;
            }
        }
        return true;
    }
}
