package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.ModelFamily.Form;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Counts the tokens of a request: three for the beginning of the response, the messages, the functions and the response schema.
 *
 * <p>Messages are counted by the formula of the published cookbook. The rest was derived from recorded usage.
 */
final class PromptTokens {
    private static final int PRIMING = 3;
    private static final int PER_SYSTEM_MESSAGE = 4;
    private static final int PER_SCHEMA = 2;
    /** The number of tokens by which a schema is shorter after functions. */
    private static final int SCHEMA_AFTER_TOOLS = 4;
    /** The tokens of a forced call, with which the response begins: {@code to=functions.name}. */
    private static final int PER_FORCED_CALL = 7;

    /** Keywords that restrict values without describing them. Recorded: none of these costs a token. */
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

    /** Keywords whose members have names chosen by users. */
    private static final Set<String> OF_NAMES = Set.of("properties", "$defs", "definitions");

    private final ModelFamily family;
    private final ToIntFunction<String> tokens;

    PromptTokens(ModelFamily family, ToIntFunction<String> tokens) {
        this.family = family;
        this.tokens = tokens;
    }

    /** Returns the tokens of everything that can be counted, including images and audio. */
    int of(ChatRequest request) {
        return ofText(request) + new MediaTokens(family).of(request.messages());
    }

    /** Returns the tokens of the texts. */
    int ofText(ChatRequest request) {
        MessageTokens messages = new MessageTokens(family, tokens);
        if (family.form() == Form.WORDS) {
            return messages.of(request.messages(), "");
        }
        int count = family.reasons() ? PRIMING - 1 : PRIMING;
        List<String> sections = new ArrayList<>(2);
        count += addFunctions(request, sections);
        count += addSchema(request, sections);
        if (sections.isEmpty()) {
            return count + messages.of(request.messages(), "");
        }
        boolean hasSystem = hasSystemMessage(request.messages());
        if (hasSystem && !family.reasons()) {
            return count + messages.of(request.messages(), "\n\n" + String.join("\n\n", sections));
        }
        boolean added = !family.reasons() || (sections.size() == 1 && !hasFunctions(request) && !hasSystem);
        return count
                + messages.of(request.messages(), "")
                + (added ? PER_SYSTEM_MESSAGE : 0)
                + tokens.applyAsInt(String.join("\n\n", sections));
    }

    private static boolean hasSystemMessage(JsonNode messages) {
        for (JsonNode message : messages) {
            if (MessageTokens.isSystem(message)) {
                return true;
            }
        }
        return false;
    }

    static boolean hasFunctions(ChatRequest request) {
        return !request.field("tools").isEmpty() || !request.field("functions").isEmpty();
    }

    private int addFunctions(ChatRequest request, List<String> sections) {
        if (!hasFunctions(request)) {
            return 0;
        }
        FunctionTypes types = new FunctionTypes(family.form());
        request.field("tools").forEach(tool -> types.add(tool.path("function"), tool.path("custom")));
        request.field("functions").forEach(function -> types.add(function, function.path("custom")));
        sections.add(types.namespace());
        String forced = forcedCall(request);
        return family.perTools()
                + (forced.isEmpty() || family.reasons()
                        ? 0
                        : (family.form() == Form.FIRST ? PER_FORCED_CALL - 2 : PER_FORCED_CALL)
                                + tokens.applyAsInt(forced));
    }

    private static String forcedCall(ChatRequest request) {
        String forced =
                request.field("tool_choice").path("function").path("name").asText("");
        return forced.isEmpty() ? request.field("function_call").path("name").asText("") : forced;
    }

    private int addSchema(ChatRequest request, List<String> sections) {
        JsonNode format = request.field("response_format");
        if (!format.path("type").asText("").equals("json_schema")) {
            return 0;
        }
        JsonNode schema = format.path("json_schema");
        int count = PER_SCHEMA + tokens.applyAsInt(schema.path("name").asText(""));
        count -= sections.isEmpty() ? 0 : SCHEMA_AFTER_TOOLS;
        sections.add(section(schema));
        return count;
    }

    /** Returns the schema of {@code response_format} as a model sees it. */
    private static String section(JsonNode format) {
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
