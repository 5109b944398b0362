package dev.cannery.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.ChatRequest;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What the functions that a request offers cost, as the published cookbook counts them: exact on small flat schemas, some
 * tokens off on others.
 */
final class ToolTokens {
    private static final int PER_PROPERTY = 3;
    private static final int PROPERTIES = 3;
    private static final int ENUM = -3;
    private static final int PER_ENUM_ITEM = 3;
    private static final int END = 12;

    private final int perFunction;
    private final ToIntFunction<String> tokens;

    ToolTokens(ModelFamily family, ToIntFunction<String> tokens) {
        this.perFunction = family.isOld() ? 10 : 7;
        this.tokens = tokens;
    }

    int of(ChatRequest request) {
        int count = 0;
        for (JsonNode tool : request.field("tools")) {
            count += ofFunction(tool.path("function"));
        }
        for (JsonNode function : request.field("functions")) {
            count += ofFunction(function);
        }
        return count == 0 ? 0 : count + END;
    }

    private int ofFunction(JsonNode function) {
        if (!function.isObject()) {
            return 0;
        }
        int count = perFunction + tokens.applyAsInt(function.path("name").asText("") + ":" + description(function));
        JsonNode properties = function.path("parameters").path("properties");
        if (!properties.isObject() || properties.isEmpty()) {
            return count;
        }
        count += PROPERTIES;
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            count += ofProperty(property.getKey(), property.getValue());
        }
        return count;
    }

    private int ofProperty(String name, JsonNode schema) {
        int count = PER_PROPERTY;
        JsonNode values = schema.path("enum");
        if (values.isArray()) {
            count += ENUM;
            for (JsonNode value : values) {
                count += PER_ENUM_ITEM + tokens.applyAsInt(value.asText(""));
            }
        }
        return count + tokens.applyAsInt(name + ":" + schema.path("type").asText("") + ":" + description(schema));
    }

    /** The description without its full stop, which the API drops too. */
    private static String description(JsonNode schema) {
        String text = schema.path("description").asText("");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
