package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes a {@code chat.completion} object with the layout and member order of the live API's recorded responses. */
final class CompletionWriter {
    private final Origin origin;
    private final List<RenderedChoice> choices;
    private final CannedUsage usage;
    private final AnswerExtras extras;

    CompletionWriter(Origin origin, List<RenderedChoice> choices, CannedUsage usage, AnswerExtras extras) {
        this.origin = origin;
        this.choices = choices;
        this.usage = usage;
        this.extras = extras;
    }

    byte[] bytes() {
        byte[] json = extras.isSorted()
                ? SortedJson.of(Json.write(Json.Layout.COMPACT, this::write), extras.completion())
                : Json.write(Json.Layout.PRETTY, this::write);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", origin.id());
        out.writeStringField("object", "chat.completion");
        out.writeNumberField("created", origin.created());
        out.writeStringField("model", origin.model());
        out.writeArrayFieldStart("choices");
        for (RenderedChoice choice : choices) {
            write(out, choice);
        }
        out.writeEndArray();
        out.writeFieldName("usage");
        UsageJson.write(out, usage, extras.formOf(origin.model()));
        if (origin.serviceTier() != null) {
            out.writeStringField("service_tier", origin.serviceTier());
        }
        out.writeStringField("system_fingerprint", origin.systemFingerprint());
        writeMembers(out, extras.completion());
        out.writeEndObject();
    }

    private void write(JsonGenerator out, RenderedChoice choice) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", choice.index());
        out.writeObjectFieldStart("message");
        writeMembers(out, choice.message());
        out.writeEndObject();
        if (choice.logprobs() != null || origin.hasLogprobs()) {
            out.writeFieldName("logprobs");
            Json.writeTree(choice.logprobs(), out);
        }
        out.writeStringField("finish_reason", choice.finishReason().wire());
        writeMembers(out, isSilent(choice.message()) ? extras.silent() : extras.choice());
        out.writeEndObject();
    }

    /** Whether the message has no text to filter: it has calls, or it is empty because all tokens went into reasoning. */
    private static boolean isSilent(CannedMessage message) {
        boolean calls = !message.toolCalls().isEmpty() || message.functionCall() != null;
        return calls || "".equals(message.content());
    }

    /** Writes members into the open object. */
    static void writeMembers(JsonGenerator out, ObjectNode members) throws IOException {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            out.writeFieldName(member.getKey());
            Json.writeTree(member.getValue(), out);
        }
    }

    private void writeMembers(JsonGenerator out, CannedMessage message) throws IOException {
        out.writeStringField("role", "assistant");
        out.writeStringField("content", message.content());
        if (message.reasoning() != null) {
            out.writeStringField("reasoning_content", message.reasoning());
        }
        writeCalls(out, message.toolCalls());
        if (message.functionCall() != null) {
            ToolCallJson.writeCalled(out, "function_call", message.functionCall());
        }
        out.writeStringField("refusal", message.refusal());
        out.writeArrayFieldStart("annotations");
        for (ObjectNode annotation : message.annotations()) {
            Json.writeTree(annotation, out);
        }
        out.writeEndArray();
        if (message.audio() != null) {
            writeAudio(out, message.audio());
        }
    }

    private static void writeCalls(JsonGenerator out, List<CannedToolCall> calls) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("tool_calls");
        for (CannedToolCall call : calls) {
            out.writeStartObject();
            ToolCallJson.writeMembers(out, call);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeAudio(JsonGenerator out, CannedMessage.Audio audio) throws IOException {
        out.writeObjectFieldStart("audio");
        out.writeStringField("id", audio.id());
        out.writeStringField("data", audio.data());
        out.writeNumberField("expires_at", origin.expiry(audio));
        out.writeStringField("transcript", audio.transcript());
        out.writeEndObject();
    }
}
