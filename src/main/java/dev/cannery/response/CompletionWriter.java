package dev.cannery.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedUsage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes a whole answer, a {@code chat.completion} object, laid out and ordered as the live API's recorded answers are. */
final class CompletionWriter {
    private final Origin origin;
    private final List<Choice> choices;
    private final CannedUsage usage;

    CompletionWriter(Origin origin, List<Choice> choices, CannedUsage usage) {
        this.origin = origin;
        this.choices = choices;
        this.usage = usage;
    }

    ByteBuffer bytes() {
        byte[] json = Json.write(Json.Layout.PRETTY, this::write);
        return ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", origin.id());
        out.writeStringField("object", "chat.completion");
        out.writeNumberField("created", origin.created());
        out.writeStringField("model", origin.model());
        out.writeArrayFieldStart("choices");
        for (Choice choice : choices) {
            write(out, choice);
        }
        out.writeEndArray();
        out.writeFieldName("usage");
        UsageJson.write(out, usage);
        out.writeStringField("service_tier", origin.serviceTier());
        out.writeStringField("system_fingerprint", origin.systemFingerprint());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Choice choice) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", choice.index());
        out.writeObjectFieldStart("message");
        out.writeStringField("role", "assistant");
        out.writeStringField("content", choice.said().content());
        writeCalls(out, choice);
        out.writeStringField("refusal", choice.said().refusal());
        out.writeArrayFieldStart("annotations");
        out.writeEndArray();
        out.writeEndObject();
        out.writeNullField("logprobs");
        out.writeStringField("finish_reason", choice.finishReason().wire());
        out.writeEndObject();
    }

    private static void writeCalls(JsonGenerator out, Choice choice) throws IOException {
        List<CannedToolCall> calls = choice.said().toolCalls();
        if (calls.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            out.writeStartObject();
            ToolCallJson.writeMembers(
                    out,
                    choice.callIds().get(i),
                    calls.get(i).name(),
                    calls.get(i).arguments());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
