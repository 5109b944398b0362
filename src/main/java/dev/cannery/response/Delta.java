package dev.cannery.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.chat.FinishReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one chunk of a stream adds to a choice.
 *
 * @param members the members of the {@code delta} object
 * @param finishReason why the choice ends here, null when it goes on
 */
record Delta(Members members, @Nullable FinishReason finishReason) {
    /** Writes members into an object that is open. */
    @FunctionalInterface
    interface Members {
        void writeTo(JsonGenerator out) throws IOException;
    }

    static Delta of(Members members) {
        return new Delta(members, null);
    }

    /** A piece of the text that grows under this name, as {@code content} or {@code refusal}. */
    static Delta text(String name, String piece) {
        return of(out -> out.writeStringField(name, piece));
    }

    /** The beginning of a tool call: all but its arguments. */
    static Delta callOpening(Choice choice, int call) {
        return of(out -> writeCallOpening(out, choice, call));
    }

    static Delta arguments(int call, String piece) {
        return of(out -> {
            out.writeArrayFieldStart("tool_calls");
            out.writeStartObject();
            out.writeNumberField("index", call);
            out.writeObjectFieldStart("function");
            out.writeStringField("arguments", piece);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    static Delta finish(FinishReason reason) {
        return new Delta(out -> {}, reason);
    }

    static void writeCallOpening(JsonGenerator out, Choice choice, int call) throws IOException {
        out.writeArrayFieldStart("tool_calls");
        out.writeStartObject();
        out.writeNumberField("index", call);
        ToolCallJson.writeMembers(
                out,
                choice.callIds().get(call),
                choice.said().toolCalls().get(call).name(),
                "");
        out.writeEndObject();
        out.writeEndArray();
    }

    /** Writes the element of {@code choices} that carries this. */
    void writeTo(JsonGenerator out, int index) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", index);
        out.writeObjectFieldStart("delta");
        members.writeTo(out);
        out.writeEndObject();
        out.writeNullField("logprobs");
        out.writeStringField("finish_reason", finishReason == null ? null : finishReason.wire());
        out.writeEndObject();
    }
}
