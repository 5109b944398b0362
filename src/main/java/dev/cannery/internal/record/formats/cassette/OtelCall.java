package dev.cannery.internal.record.formats.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.RecordedCall.Arrival;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One call of a model, put together from telemetry, which has its messages but not its bytes. */
final class OtelCall {
    /** The attributes that are fields of the request, with the fields' names. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "gen_ai.request.model", "model",
            "gen_ai.request.temperature", "temperature",
            "gen_ai.request.top_p", "top_p",
            "gen_ai.request.max_tokens", "max_tokens",
            "gen_ai.request.seed", "seed",
            "gen_ai.request.stop_sequences", "stop",
            "gen_ai.request.frequency_penalty", "frequency_penalty",
            "gen_ai.request.presence_penalty", "presence_penalty",
            "gen_ai.request.choice.count", "n");

    private final FileValue at;
    private final ObjectNode request = Json.object();
    private final ArrayNode messages = Json.array();
    private final ObjectNode response = Json.object().put("object", "chat.completion");
    private final ArrayNode choices = Json.array();
    private final ObjectNode usage = Json.object();
    private boolean lacksContent;

    OtelCall(FileValue at) {
        this.at = at;
    }

    void add(OtelRecord read) {
        takeAttributes(read);
        switch (read.name()) {
            case "gen_ai.system.message" -> addMessage("system", read);
            case "gen_ai.user.message" -> addMessage("user", read);
            case "gen_ai.assistant.message" -> addMessage("assistant", read);
            case "gen_ai.tool.message" -> addMessage("tool", read);
            case "gen_ai.choice" -> addChoice(contentOf(read));
            default -> {}
        }
    }

    /** Returns the body of an event; where events have none, the attributes are its members. */
    private static JsonNode contentOf(OtelRecord read) {
        return read.body().isObject() ? read.body() : read.attributes();
    }

    private void takeAttributes(OtelRecord read) {
        PARAMETERS.forEach((attribute, field) -> {
            JsonNode value = read.attribute(attribute);
            if (!value.isMissingNode() && !value.isNull()) {
                request.set(field, value);
            }
        });
        takeResponse(read, "gen_ai.response.id", "id");
        takeResponse(read, "gen_ai.response.model", "model");
        takeUsage(read, "gen_ai.usage.input_tokens", "prompt_tokens");
        takeUsage(read, "gen_ai.usage.output_tokens", "completion_tokens");
        JsonNode instructions = read.attribute("gen_ai.system_instructions");
        if (!textOf(instructions).isEmpty()) {
            messages.insert(0, Json.object().put("role", "system").put("content", textOf(instructions)));
        }
        read.attribute("gen_ai.input.messages").forEach(message -> OtelParts.message(message, messages));
        int index = 0;
        for (JsonNode message : read.attribute("gen_ai.output.messages")) {
            addOutput(message, index++);
        }
        ArrayNode tools = OtelParts.tools(read.attribute("gen_ai.tool.definitions"));
        if (!tools.isEmpty()) {
            request.set("tools", tools);
        }
    }

    private void takeResponse(OtelRecord read, String attribute, String member) {
        if (read.attribute(attribute).isTextual()) {
            response.set(member, read.attribute(attribute));
        }
    }

    private void takeUsage(OtelRecord read, String attribute, String member) {
        if (read.attribute(attribute).isNumber()) {
            usage.set(member, read.attribute(attribute));
        }
    }

    private static String textOf(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts.isArray() ? parts : Json.array()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(part.path("content").asText(part.path("text").asText("")));
        }
        return parts.isTextual() ? parts.textValue() : text.toString();
    }

    private void addMessage(String role, OtelRecord read) {
        JsonNode body = contentOf(read);
        ObjectNode message = Json.object().put("role", body.path("role").asText(role));
        copy(body, message);
        if (role.equals("tool")) {
            message.put("tool_call_id", body.path("id").asText(""));
        }
        lacksContent |= !message.hasNonNull("content") && !message.has("tool_calls");
        messages.add(message);
    }

    private static void copy(JsonNode body, ObjectNode message) {
        JsonNode content = body.path("content");
        if (!content.isMissingNode() && !content.isNull()) {
            message.set("content", content.isValueNode() ? TextNode.valueOf(content.asText()) : content);
        }
        if (body.path("tool_calls").isArray() && !body.path("tool_calls").isEmpty()) {
            message.set("tool_calls", OtelParts.withTextArguments(body.path("tool_calls")));
        }
    }

    private void addChoice(JsonNode body) {
        ObjectNode message = Json.object().put("role", "assistant").putNull("content");
        copy(body.has("message") ? body.path("message") : body, message);
        addChoice(
                message,
                body.path("index").asInt(choices.size()),
                body.path("finish_reason").asText(""));
    }

    private void addOutput(JsonNode output, int index) {
        ArrayNode joined = Json.array();
        OtelParts.message(output, joined);
        if (joined.path(0) instanceof ObjectNode message) {
            addChoice(message, index, output.path("finish_reason").asText(""));
        }
    }

    private void addChoice(ObjectNode message, int index, String finish) {
        lacksContent |= !message.hasNonNull("content") && !message.has("tool_calls");
        ObjectNode choice = choices.addObject().put("index", index);
        choice.set("message", message);
        // the conventions name the reason in the singular
        choice.put("finish_reason", finish.equals("tool_call") ? "tool_calls" : finish.isEmpty() ? "stop" : finish);
    }

    /** Adds the call to what is read; what the telemetry does not hold is a loss. */
    void into(Reading reading) {
        if (messages.isEmpty() || choices.isEmpty() || lacksContent) {
            reading.loss(
                    at,
                    lacksContent || messages.isEmpty()
                            ? "the telemetry has no contents of messages: their capture was off"
                            : "the telemetry has no response to this call");
            return;
        }
        request.set("messages", messages);
        response.set("choices", choices);
        if (usage.size() == 2) {
            int total = usage.path("prompt_tokens").asInt()
                    + usage.path("completion_tokens").asInt();
            response.set("usage", usage.put("total_tokens", total));
        }
        if (!request.has("model") && response.has("model")) {
            request.set("model", response.get("model"));
        }
        Map<String, String> headers = Map.of("content-type", "application/json");
        reading.add(new RecordedCall(
                at.at(),
                "POST",
                ChatEndpoint.CHAT_COMPLETIONS.path(),
                headers,
                request,
                200,
                headers,
                List.of(new Arrival(Duration.ZERO, Json.compactBytes(response))),
                true));
    }
}
