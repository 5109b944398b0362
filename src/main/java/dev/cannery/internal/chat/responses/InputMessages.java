package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates the instructions and input items of a request to chat messages.
 *
 * <p>A run of assistant messages and tool calls becomes one assistant message, as a chat completion has it. Reasoning and the calls of
 * built-in tools have no counterpart and are left out.
 */
final class InputMessages {
    private static final Set<String> TEXTS = Set.of("input_text", "output_text", "text", "summary_text");
    /** The items that a chat completion does not have; they may stand between the calls of one response. */
    private static final Set<String> PASSED_OVER = Set.of("reasoning", "compaction");

    private final EarlierItems earlier;
    private final ArrayNode messages = Json.array();
    private final SentPaths paths = new SentPaths();
    /** The index of each message, by identity. */
    private final IdentityHashMap<ObjectNode, Integer> indexes = new IdentityHashMap<>();
    /** The assistant message that grows while assistant items follow each other. */
    private @Nullable ObjectNode answer;
    /** The content of an assistant message that was made of several, to which the next one is added; not copied for each. */
    private @Nullable ArrayNode joined;
    /** The last assistant message with calls, and the response that made them. */
    private @Nullable ObjectNode lastCalls;

    private @Nullable String lastResponse;

    private InputMessages(EarlierItems earlier) {
        this.earlier = earlier;
    }

    static InputMessages of(ObjectNode sent, EarlierItems earlier) {
        InputMessages messages = new InputMessages(earlier);
        messages.addAll(sent.path("instructions"), "instructions", "system");
        for (String reference : List.of("conversation", "previous_response_id")) {
            JsonNode value = sent.path(reference);
            String id = value.path("id").asText(value.asText(""));
            if (!id.isEmpty()) {
                earlier.conversation(id).ifPresent(items -> items.forEach(item -> messages.add(item, reference)));
            }
        }
        messages.addAll(sent.path("input"), "input", "user");
        return messages;
    }

    ArrayNode messages() {
        return messages;
    }

    SentPaths paths() {
        return paths;
    }

    private void addAll(JsonNode value, String place, String role) {
        if (value.isTextual()) {
            addMessage(Json.object().put("role", role).set("content", value), place);
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            add(value.get(i), place + "[" + i + "]");
        }
    }

    private void add(JsonNode item, String place) {
        String type = item.path("type").asText("message");
        switch (type) {
            case "message" -> addMessage(item, place);
            case "function_call" -> addCall(item, place, "function", "arguments");
            case "custom_tool_call" -> addCall(item, place, "custom", "input");
            case "function_call_output", "custom_tool_call_output" -> addResult(item, place);
            case "item_reference" -> {
                Optional<JsonNode> referred = earlier.item(item.path("id").asText(""));
                referred.filter(found -> !found.path("type").asText("").equals(type))
                        .ifPresent(found -> add(found, place));
            }
            default -> {
                if (!PASSED_OVER.contains(type)) {
                    answer = null;
                }
            }
        }
    }

    private void addMessage(JsonNode item, String place) {
        if (item.path("role").asText("").equals("assistant")) {
            addToAnswer(item, place);
            return;
        }
        answer = null;
        ObjectNode message = Json.object();
        message.set("role", item.path("role"));
        message.set("content", content(item.path("content")));
        append(message, place);
    }

    private void append(ObjectNode message, String place) {
        indexes.put(message, messages.size());
        messages.add(message);
        paths.addMessage(place);
    }

    private void addToAnswer(JsonNode item, String place) {
        ObjectNode message = answer(place);
        ArrayNode texts = Json.array();
        for (JsonNode part : item.path("content")) {
            if (part.path("type").asText("").equals("refusal")) {
                message.set("refusal", part.path("refusal"));
            } else {
                texts.add(part);
            }
        }
        JsonNode content = item.path("content").isArray() ? content(texts) : item.path("content");
        boolean isEmpty = content.isMissingNode() || (content.isArray() && content.isEmpty());
        if (!isEmpty) {
            addContent(content, message);
        }
    }

    /** Adds the content of one more message of a run. */
    private void addContent(JsonNode content, ObjectNode message) {
        JsonNode before = message.path("content");
        if (before.isNull()) {
            message.set("content", content);
            return;
        }
        if (joined == null) {
            joined = Json.array();
            addParts(before, joined);
            message.set("content", joined);
        }
        addParts(content, joined);
    }

    private static void addParts(JsonNode content, ArrayNode parts) {
        if (content.isArray()) {
            content.forEach(parts::add);
        } else {
            parts.add(Json.object().put("type", "text").set("text", content));
        }
    }

    private ObjectNode answer(String place) {
        if (answer == null) {
            answer = Json.object().put("role", "assistant").putNull("content");
            joined = null;
            append(answer, place);
        }
        return answer;
    }

    private void addCall(JsonNode item, String place, String kind, String input) {
        JsonNode id = item.path("call_id");
        String response = earlier.responseOfCall(id.asText("")).orElse(null);
        ObjectNode message =
                response != null && response.equals(lastResponse) && lastCalls != null ? lastCalls : answer(place);
        lastCalls = message;
        lastResponse = response;
        ObjectNode call = Json.object();
        call.set("id", id);
        call.put("type", kind);
        call.putObject(kind).<ObjectNode>set("name", item.path("name")).set(input, item.path(input));
        message.withArray("tool_calls").add(call);
        paths.addCall(indexOf(message), place);
    }

    private int indexOf(ObjectNode message) {
        return indexes.getOrDefault(message, 0);
    }

    private void addResult(JsonNode item, String place) {
        answer = null;
        ObjectNode message = Json.object().put("role", "tool");
        message.set("tool_call_id", item.path("call_id"));
        message.set("content", content(item.path("output")));
        append(message, place);
    }

    /** Returns content in chat's form: a single text part becomes a string, so that rules on texts hold alike. */
    private static JsonNode content(JsonNode sent) {
        if (!sent.isArray()) {
            return sent;
        }
        if (sent.size() == 1 && isText(sent.get(0))) {
            return sent.get(0).path("text");
        }
        ArrayNode parts = Json.array();
        sent.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static boolean isText(JsonNode part) {
        return TEXTS.contains(part.path("type").asText("")) && part.path("text").isTextual();
    }

    private static JsonNode part(JsonNode part) {
        if (isText(part)) {
            return Json.object().put("type", "text").set("text", part.path("text"));
        }
        return switch (part.path("type").asText("")) {
            case "input_image" -> {
                ObjectNode image = members(part, "detail", "file_id");
                if (part.has("image_url")) {
                    image.set("url", part.path("image_url"));
                }
                yield Json.object().put("type", "image_url").set("image_url", image);
            }
            case "input_file" ->
                Json.object()
                        .put("type", "file")
                        .set("file", members(part, "file_id", "file_data", "filename", "file_url"));
            default -> part;
        };
    }

    private static ObjectNode members(JsonNode part, String... names) {
        ObjectNode members = Json.object();
        for (String name : names) {
            if (part.has(name)) {
                members.set(name, part.path(name));
            }
        }
        return members;
    }
}
