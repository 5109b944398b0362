package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat request, translated to a request to the Responses API: the inverse of {@link ChatView}.
 *
 * @param body the body of the request
 * @param lost the fields of the chat request that the Responses API does not have, in their order
 */
public record ResponsesBody(ObjectNode body, List<String> lost) {
    private static final Map<String, String> RENAMED =
            Map.of("max_completion_tokens", "max_output_tokens", "max_tokens", "max_output_tokens");

    public ResponsesBody {
        lost = List.copyOf(lost);
    }

    /**
     * Translates the body of a chat request.
     *
     * @param chat the body; never modified
     */
    public static ResponsesBody of(ObjectNode chat) {
        ObjectNode body = Json.object();
        List<String> lost = new ArrayList<>();
        ArrayNode include = Json.array();
        for (Map.Entry<String, JsonNode> field : chat.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "messages" -> addMessages(value, body);
                case "tools" -> body.set(name, flatAll(value));
                case "tool_choice" -> body.set(name, flatChoice(value));
                case "response_format" -> Json.objectIn(body, "text").set("format", flat(value));
                case "verbosity" -> Json.objectIn(body, "text").set(name, value);
                case "reasoning_effort" -> Json.objectIn(body, "reasoning").set("effort", value);
                case "logprobs" -> {
                    if (value.asBoolean(false)) {
                        include.add("message.output_text.logprobs");
                    }
                }
                case "stream_options" -> addStreamOptions(value, body);
                default -> {
                    if (ChatView.isOnlyInChat(name) && !RENAMED.containsKey(name)) {
                        lost.add(name);
                    } else {
                        body.set(RENAMED.getOrDefault(name, name), value);
                    }
                }
            }
        }
        if (!include.isEmpty()) {
            body.set("include", include);
        }
        return new ResponsesBody(body, lost);
    }

    /** Usage always comes and is not asked for. */
    private static void addStreamOptions(JsonNode options, ObjectNode body) {
        ObjectNode rest = Json.object();
        if (options instanceof ObjectNode object) {
            rest.setAll(object);
            rest.remove("include_usage");
        }
        if (!rest.isEmpty()) {
            body.set("stream_options", rest);
        }
    }

    private static ArrayNode flatAll(JsonNode tools) {
        ArrayNode flat = Json.array();
        tools.forEach(tool -> flat.add(flat(tool)));
        return flat;
    }

    /** Returns an object whose description is below its type with both at one level; any other value unchanged. */
    private static JsonNode flat(JsonNode nested) {
        String type = nested.path("type").asText("");
        if (!nested.path(type).isObject()) {
            return nested;
        }
        ObjectNode flat = Json.object().put("type", type);
        flat.setAll((ObjectNode) nested.path(type));
        return flat;
    }

    private static JsonNode flatChoice(JsonNode choice) {
        JsonNode flat = flat(choice);
        if (flat.path("type").asText("").equals("allowed_tools")
                && flat.path("tools").isArray()) {
            ((ObjectNode) flat).set("tools", flatAll(flat.path("tools")));
        }
        return flat;
    }

    private static void addMessages(JsonNode messages, ObjectNode body) {
        ArrayNode input = Json.array();
        Map<String, String> kinds = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String role = message.path("role").asText("");
            if (i == 0 && role.equals("system") && message.path("content").isTextual() && messages.size() > 1) {
                body.set("instructions", message.path("content"));
            } else {
                addMessage(message, role, kinds, input);
            }
        }
        boolean isPrompt = input.size() == 1
                && input.path(0).path("role").asText("").equals("user")
                && input.path(0).path("content").isTextual();
        body.set("input", isPrompt ? input.path(0).path("content") : input);
    }

    /**
     * Adds the items of a message.
     *
     * @param kinds the kinds of the tools of the calls so far, by the ids of the calls
     */
    private static void addMessage(JsonNode message, String role, Map<String, String> kinds, ArrayNode input) {
        JsonNode content = message.path("content");
        switch (role) {
            case "tool" -> {
                String id = message.path("tool_call_id").asText("");
                boolean isCustom = "custom".equals(kinds.get(id));
                ObjectNode output = input.addObject()
                        .put("type", isCustom ? "custom_tool_call_output" : "function_call_output")
                        .put("call_id", id);
                output.set("output", parts(content, "input_text"));
            }
            case "assistant" -> {
                addAnswer(message, content, input);
                for (JsonNode call : message.path("tool_calls")) {
                    addCall(call, kinds, input);
                }
            }
            default -> {
                ObjectNode item = input.addObject().put("role", role);
                item.set("content", parts(content, "input_text"));
            }
        }
    }

    private static void addAnswer(JsonNode message, JsonNode content, ArrayNode input) {
        JsonNode refusal = message.path("refusal");
        boolean hasContent = !content.isNull() && !content.isMissingNode();
        if (refusal.isTextual()) {
            ArrayNode parts = input.addObject().put("role", "assistant").putArray("content");
            parts.addObject().put("type", "refusal").set("refusal", refusal);
        } else if (hasContent) {
            ObjectNode item = input.addObject().put("role", "assistant");
            item.set("content", parts(content, "output_text"));
        }
    }

    private static void addCall(JsonNode call, Map<String, String> kinds, ArrayNode input) {
        String kind = call.path("type").asText("function");
        kinds.put(call.path("id").asText(""), kind);
        boolean isCustom = kind.equals("custom");
        JsonNode called = call.path(kind);
        ObjectNode item = input.addObject().put("type", isCustom ? "custom_tool_call" : "function_call");
        item.set("call_id", call.path("id"));
        item.set("name", called.path("name"));
        String argument = isCustom ? "input" : "arguments";
        item.set(argument, called.path(argument));
    }

    private static JsonNode parts(JsonNode content, String text) {
        if (!content.isArray()) {
            return content;
        }
        ArrayNode parts = Json.array();
        content.forEach(part -> parts.add(part(part, text)));
        return parts;
    }

    private static JsonNode part(JsonNode part, String text) {
        return switch (part.path("type").asText("")) {
            case "text" -> Json.object().put("type", text).set("text", part.path("text"));
            case "image_url" -> {
                ObjectNode image = Json.object().put("type", "input_image");
                JsonNode sent = part.path("image_url");
                image.set("image_url", sent.has("url") ? sent.path("url") : null);
                for (String name : List.of("detail", "file_id")) {
                    if (sent.has(name)) {
                        image.set(name, sent.path(name));
                    }
                }
                yield image;
            }
            case "file" -> {
                ObjectNode file = Json.object().put("type", "input_file");
                file.setAll((ObjectNode) part.path("file"));
                yield file;
            }
            default -> part;
        };
    }
}
