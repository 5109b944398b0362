package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates a Response to the chat completion with the same meaning, so that both are judged by the same rules.
 *
 * <p>Items of built-in tools are left out: a chat completion has no counterpart.
 */
public final class ChatAnswer {
    private static final Map<String, String> REASONS =
            Map.of("max_output_tokens", "length", "content_filter", "content_filter");
    private static final List<String> SAME = List.of("id", "model", "service_tier");
    private static final String PROVIDER_CALL = ".*_call|mcp_approval_request";
    private static final String MESSAGE = "choices[0].message";

    /** The paths of the members of every completion in a Response. */
    private static final Map<String, String> PLACES = Map.of(
            "created", "created_at",
            "choices[0].finish_reason", "status",
            "choices[0]", "output",
            "usage.prompt_tokens", "usage.input_tokens",
            "usage.prompt_tokens_details", "usage.input_tokens_details",
            "usage.completion_tokens", "usage.output_tokens",
            "usage.completion_tokens_details", "usage.output_tokens_details");

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<String> reasoning = new ArrayList<>();
    private final ArrayNode calls = Json.array();
    private final ArrayNode annotations = Json.array();
    private final ArrayNode logprobs = Json.array();
    private final Map<String, String> places = new HashMap<>(PLACES);
    private final ObjectNode completion;
    private boolean hasContent;
    private boolean hasProviderCall;

    private ChatAnswer(JsonNode response) {
        JsonNode output = response.path("output");
        for (int i = 0; i < output.size(); i++) {
            add(output.get(i), "output[" + i + "]");
        }
        this.completion = completion(response);
    }

    /** Returns the chat completion that a Response means, with one choice. */
    public static ObjectNode of(JsonNode response) {
        return read(response).completion;
    }

    /** Reads a Response. */
    public static ChatAnswer read(JsonNode response) {
        return new ChatAnswer(response);
    }

    /** Returns the chat completion, with one choice. */
    public ObjectNode completion() {
        return completion;
    }

    /** Whether the model called a tool that the provider runs, which a chat completion does not show. */
    public boolean hasProviderCall() {
        return hasProviderCall;
    }

    /** Returns the path of a member in the Response, by its path in the chat completion. */
    public String sentPath(String viewed) {
        String longest = "";
        for (String beginning : places.keySet()) {
            boolean isPrefix = viewed.equals(beginning)
                    || viewed.startsWith(beginning + ".")
                    || viewed.startsWith(beginning + "[");
            if (isPrefix && beginning.length() > longest.length()) {
                longest = beginning;
            }
        }
        return longest.isEmpty() ? viewed : places.get(longest) + viewed.substring(longest.length());
    }

    /** Returns a sentence about a chat completion with the names that the Responses API has for its members. */
    public static String sentNames(String sentence) {
        return sentence.replace("max_completion_tokens", "max_output_tokens")
                .replace("max_tokens", "max_output_tokens")
                .replace("completion_tokens", "output_tokens")
                .replace("prompt_tokens", "input_tokens")
                .replace("finish_reason", "status");
    }

    private ObjectNode completion(JsonNode response) {
        ObjectNode completion = Json.object();
        SAME.stream().filter(response::hasNonNull).forEach(name -> completion.set(name, response.get(name)));
        completion.put("object", "chat.completion");
        if (response.path("created_at").isNumber()) {
            completion.put("created", response.path("created_at").asLong());
        }
        if (response.hasNonNull("error")) {
            completion.set("error", response.get("error"));
        }
        completion.putArray("choices").add(choice(response));
        JsonNode usage = response.path("usage");
        if (usage.isObject()) {
            completion.set("usage", usage(usage));
        }
        return completion;
    }

    private ObjectNode choice(JsonNode response) {
        ObjectNode choice = Json.object().put("index", 0);
        choice.set("message", message());
        choice.set("logprobs", logprobs.isEmpty() ? null : Json.object().set("content", logprobs));
        return choice.put("finish_reason", finishReason(response));
    }

    private @Nullable String finishReason(JsonNode response) {
        String status = response.path("status").asText("");
        return switch (status) {
            case "incomplete" ->
                REASONS.getOrDefault(
                        response.path("incomplete_details").path("reason").asText(""), "length");
            case "completed", "" -> calls.isEmpty() ? "stop" : "tool_calls";
            default -> null;
        };
    }

    private ObjectNode message() {
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", hasContent || (calls.isEmpty() && refusal.isEmpty()) ? content.toString() : null);
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", String.join("\n\n", reasoning));
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        message.set("annotations", annotations);
        return message;
    }

    private void add(JsonNode item, String place) {
        switch (item.path("type").asText("")) {
            case "message" -> addMessage(item.path("content"), place + ".content");
            case "reasoning" -> {
                JsonNode shown = item.path("summary").isEmpty() ? item.path("content") : item.path("summary");
                shown.forEach(part -> reasoning.add(part.path("text").asText("")));
                places.putIfAbsent(MESSAGE + ".reasoning_content", place + ".summary");
            }
            case "function_call" -> addCall(item, place, "function", "arguments");
            case "custom_tool_call" -> addCall(item, place, "custom", "input");
            default -> hasProviderCall |= item.path("type").asText("").matches(PROVIDER_CALL);
        }
    }

    private void addMessage(JsonNode parts, String place) {
        for (int i = 0; i < parts.size(); i++) {
            addPart(parts.get(i), place + "[" + i + "]");
        }
    }

    private void addPart(JsonNode part, String place) {
        if (part.path("type").asText("").equals("refusal")) {
            places.putIfAbsent(MESSAGE + ".refusal", place + ".refusal");
            refusal.append(part.path("refusal").asText(""));
            return;
        }
        hasContent = true;
        places.putIfAbsent(MESSAGE + ".content", place + ".text");
        places.putIfAbsent(MESSAGE + ".annotations", place + ".annotations");
        places.putIfAbsent("choices[0].logprobs.content", place + ".logprobs");
        content.append(part.path("text").asText(""));
        part.path("logprobs").forEach(logprobs::add);
        part.path("annotations").forEach(annotation -> annotations.add(nested(annotation)));
    }

    private static ObjectNode nested(JsonNode annotation) {
        String type = annotation.path("type").asText("");
        ObjectNode inner = Json.object();
        annotation.properties().forEach(member -> {
            if (!member.getKey().equals("type")) {
                inner.set(member.getKey(), member.getValue());
            }
        });
        return Json.object().put("type", type).set(type, inner);
    }

    private void addCall(JsonNode item, String place, String kind, String arguments) {
        String viewed = MESSAGE + ".tool_calls[" + calls.size() + "]";
        places.put(viewed, place);
        places.put(viewed + ".id", place + ".call_id");
        places.put(viewed + "." + kind, place);
        ObjectNode call = calls.addObject();
        call.set("id", item.has("call_id") ? item.get("call_id") : item.get("id"));
        call.put("type", kind);
        call.putObject(kind)
                .put("name", item.path("name").asText(""))
                .put(arguments, item.path(arguments).asText(""));
    }

    private static ObjectNode usage(JsonNode usage) {
        ObjectNode counts = Json.object();
        counts.put("prompt_tokens", usage.path("input_tokens").asInt());
        counts.put("completion_tokens", usage.path("output_tokens").asInt());
        counts.put("total_tokens", usage.path("total_tokens").asInt());
        if (usage.path("input_tokens_details").isObject()) {
            counts.set("prompt_tokens_details", usage.get("input_tokens_details"));
        }
        if (usage.path("output_tokens_details").isObject()) {
            counts.set("completion_tokens_details", usage.get("output_tokens_details"));
        }
        return counts;
    }
}
