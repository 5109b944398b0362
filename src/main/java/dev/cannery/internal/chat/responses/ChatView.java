package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Set;

/**
 * A request to the Responses API, translated to the chat request with the same meaning, so that the same rules apply to both.
 *
 * <p>Fields without a counterpart keep their names, so that rules can refer to them. Fields of chat completions that the Responses API
 * does not have, such as {@code n}, are left out.
 *
 * @param body the body of the chat request; shares subtrees with the one that was sent
 * @param paths where its fields are in the request that was sent
 * @param earlier what the ids in it stand for
 */
public record ChatView(ObjectNode body, SentPaths paths, ReferredItems earlier) {
    /** The fields of chat completions that the Responses API does not know. */
    private static final Set<String> CHAT_ONLY = Set.of(
            "n",
            "stop",
            "seed",
            "logprobs",
            "max_tokens",
            "max_completion_tokens",
            "response_format",
            "reasoning_effort",
            "verbosity",
            "functions",
            "function_call",
            "logit_bias",
            "prediction",
            "modalities",
            "audio",
            "web_search_options",
            "messages");

    /** The fields of chat completions that have no counterpart in the Responses API, so that no request to it has them. */
    private static final Set<String> WITHOUT_COUNTERPART = Set.of(
            "n",
            "stop",
            "seed",
            "max_tokens",
            "functions",
            "function_call",
            "logit_bias",
            "prediction",
            "modalities",
            "audio",
            "web_search_options");

    /** The fields that the view has in chat's form as well. */
    private static final List<String> TRANSLATED = List.of(
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "previous_response_id",
            "reasoning",
            "text");

    private static final String LOGPROBS = "message.output_text.logprobs";
    private static final Set<String> OWN_TOOLS = Set.of("function", "custom");

    /** Whether a field of chat completions has no counterpart in the Responses API, so that no request to it has the field. */
    public static boolean isOnlyInChat(String field) {
        return WITHOUT_COUNTERPART.contains(field);
    }

    /**
     * Translates a request.
     *
     * @param sent the body of the request; what cannot be translated is left out
     * @param earlier what the request may refer to by id
     */
    public static ChatView of(ObjectNode sent, EarlierItems earlier) {
        ReferredItems referred = new ReferredItems(earlier);
        InputMessages input = InputMessages.of(sent, referred);
        ObjectNode view = Json.object();
        sent.properties().forEach(field -> {
            if (!CHAT_ONLY.contains(field.getKey())) {
                view.set(field.getKey(), field.getValue());
            }
        });
        view.set("messages", input.messages());
        if (sent.path("tools").isArray()) {
            ArrayNode tools = view.putArray("tools");
            sent.path("tools").forEach(tool -> tools.add(nested(tool)));
        }
        LoadedTools.of(sent).forEach((place, tool) -> {
            input.paths().addTool(view.withArray("tools").size(), place);
            view.withArray("tools").add(nested(tool));
        });
        if (sent.path("tool_choice").isObject()) {
            view.set("tool_choice", toolChoice((ObjectNode) sent.path("tool_choice")));
        }
        put(view, "max_completion_tokens", sent.path("max_output_tokens"));
        put(view, "reasoning_effort", sent.path("reasoning").path("effort"));
        put(view, "verbosity", sent.path("text").path("verbosity"));
        if (sent.path("text").path("format") instanceof ObjectNode format) {
            view.set("response_format", responseFormat(format));
        }
        if (Json.values(sent.path("include")).anyMatch(item -> item.asText("").equals(LOGPROBS))) {
            view.put("logprobs", true);
        } else {
            view.remove("top_logprobs");
        }
        if (sent.path("stream").asBoolean(false)) {
            view.set("stream_options", withUsage(sent.path("stream_options")));
        }
        return new ChatView(view, input.paths(), referred);
    }

    /** Whether it depends on earlier responses, so that the same request can mean something else later. */
    public boolean refersToEarlier() {
        return earlier.isAsked();
    }

    /** Returns a view with each field once, so that a strict interaction need not mention what it mentions in chat's form. */
    public static ObjectNode once(ObjectNode view) {
        ObjectNode once = Json.object();
        once.setAll(view);
        once.remove(TRANSLATED);
        if (once.path("stream_options").size() == 1) {
            // usage comes without being asked for
            once.remove("stream_options");
        }
        return once;
    }

    private static void put(ObjectNode view, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            view.set(name, value);
        }
    }

    /**
     * Returns a function or a custom tool in chat's form: what describes it is one level below its type. The API ignores a description
     * that is there already, as a client of chat completions sends it.
     */
    private static JsonNode nested(JsonNode tool) {
        String type = tool.path("type").asText("");
        return OWN_TOOLS.contains(type)
                ? Json.object().put("type", type).set(type, without(List.of("type", type), (ObjectNode) tool))
                : tool;
    }

    private static ObjectNode toolChoice(ObjectNode sent) {
        String type = sent.path("type").asText("");
        boolean isAllowedTools = type.equals("allowed_tools");
        if (!isAllowedTools && !OWN_TOOLS.contains(type)) {
            return sent;
        }
        ObjectNode inner = without(List.of("type", type), sent);
        if (isAllowedTools && sent.path("tools").isArray()) {
            ArrayNode tools = inner.putArray("tools");
            sent.path("tools").forEach(tool -> tools.add(nested(tool)));
        }
        return Json.object().put("type", type).set(type, inner);
    }

    private static ObjectNode responseFormat(ObjectNode format) {
        String type = format.path("type").asText("");
        return type.equals("json_schema")
                ? Json.object().put("type", type).set(type, without(List.of("type", type), format))
                : format;
    }

    /** Usage always comes, so that a rule that asks for it is met. */
    private static ObjectNode withUsage(JsonNode options) {
        ObjectNode all = Json.object();
        if (options instanceof ObjectNode own) {
            all.setAll(own);
        }
        return all.put("include_usage", true);
    }

    private static ObjectNode without(List<String> members, ObjectNode object) {
        ObjectNode rest = Json.object();
        rest.setAll(object);
        rest.remove(members);
        return rest;
    }
}
