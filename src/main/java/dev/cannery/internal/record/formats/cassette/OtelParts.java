package dev.cannery.internal.record.formats.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;

/** Translates messages of OpenTelemetry, which consist of parts, into messages of the API. */
final class OtelParts {
    private OtelParts() {}

    /** Adds the message, or one for each tool result in it. */
    static void message(JsonNode message, ArrayNode messages) {
        ObjectNode translated = Json.object().put("role", message.path("role").asText("user"));
        StringBuilder text = new StringBuilder();
        ArrayNode calls = Json.array();
        ArrayNode results = Json.array();
        for (JsonNode part : message.path("parts")) {
            switch (part.path("type").asText()) {
                case "text" -> text.append(part.path("content").asText());
                case "reasoning" ->
                    translated.put("reasoning_content", part.path("content").asText());
                case "tool_call" ->
                    calls.addObject()
                            .put("id", part.path("id").asText(""))
                            .put("type", "function")
                            .set("function", called(part));
                case "tool_call_response" ->
                    results.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", part.path("id").asText(""))
                            .put("content", text(part.path(part.has("response") ? "response" : "result")));
                default -> {}
            }
        }
        if (message.path("content").isTextual()) {
            text.append(message.path("content").textValue());
        }
        if (!text.isEmpty() || results.isEmpty()) {
            translated.put("content", text.isEmpty() ? null : text.toString());
            if (!calls.isEmpty()) {
                translated.set("tool_calls", calls);
            }
            messages.add(translated);
        }
        results.forEach(messages::add);
    }

    private static ObjectNode called(JsonNode part) {
        return Json.object().put("name", part.path("name").asText()).put("arguments", text(part.path("arguments")));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : Json.compact(value);
    }

    /** Returns tool calls whose arguments are texts, as the API has them. */
    static ArrayNode withTextArguments(JsonNode calls) {
        ArrayNode translated = Json.array();
        for (JsonNode call : calls) {
            ObjectNode function = Json.object()
                    .put("name", call.path("function").path("name").asText())
                    .put("arguments", text(call.path("function").path("arguments")));
            translated
                    .addObject()
                    .put("id", call.path("id").asText(""))
                    .put("type", call.path("type").asText("function"))
                    .set("function", function);
        }
        return translated;
    }

    /** Returns tool definitions, which the conventions write flat, in the API's form. */
    static ArrayNode tools(JsonNode definitions) {
        ArrayNode tools = Json.array();
        for (JsonNode definition : definitions) {
            if (definition.path("function").isObject()) {
                tools.add(definition);
            } else if (definition.path("name").isTextual()) {
                ObjectNode function =
                        Json.object().put("name", definition.path("name").asText());
                for (String member : new String[] {"description", "parameters", "strict"}) {
                    if (definition.hasNonNull(member)) {
                        function.set(member, definition.get(member));
                    }
                }
                tools.addObject().put("type", "function").set("function", function);
            }
        }
        return tools;
    }
}
