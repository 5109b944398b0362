package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one chunk of a stream adds to a choice.
 *
 * @param members the members of the {@code delta} object
 * @param logprobs the log probabilities of the fragment's tokens, null for none
 * @param finishReason why the choice ends here, null when it continues
 * @param isText whether this is a fragment of a text
 */
record Delta(
        Members members,
        @Nullable ObjectNode logprobs,
        @Nullable FinishReason finishReason,
        boolean isText) {
    /** Writes members into the open object. */
    @FunctionalInterface
    interface Members {
        void writeTo(JsonGenerator out) throws IOException;
    }

    static Delta of(Members members) {
        return new Delta(members, null, null, false);
    }

    /** Returns a fragment of the text that grows under this name, such as {@code content} or {@code refusal}. */
    static Delta text(String name, String fragment, @Nullable ObjectNode logprobs) {
        return new Delta(out -> out.writeStringField(name, fragment), logprobs, null, true);
    }

    /** Returns the beginning of a tool call: everything but its arguments. */
    static Delta callOpening(CannedToolCall call, int index) {
        return of(out -> writeCallOpening(out, call, index));
    }

    static Delta arguments(CannedToolCall.Kind kind, int index, String fragment) {
        return of(out -> {
            out.writeArrayFieldStart("tool_calls");
            out.writeStartObject();
            out.writeNumberField("index", index);
            writeMember(out, kind.wire(), kind.argumentsName(), fragment);
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    /** Returns a fragment of the text that grows in a member of this object, such as the arguments of {@code function_call}. */
    static Delta textIn(String object, String name, String fragment) {
        return of(out -> writeMember(out, object, name, fragment));
    }

    static Delta finish(FinishReason reason) {
        return new Delta(out -> {}, null, reason, false);
    }

    static void writeCallOpening(JsonGenerator out, CannedToolCall call, int index) throws IOException {
        out.writeArrayFieldStart("tool_calls");
        out.writeStartObject();
        out.writeNumberField("index", index);
        ToolCallJson.writeMembers(out, call.withArguments(""));
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void writeMember(JsonGenerator out, String object, String name, String text) throws IOException {
        out.writeObjectFieldStart(object);
        out.writeStringField(name, text);
        out.writeEndObject();
    }

    /**
     * Writes the element of {@code choices} that carries this delta.
     *
     * @param hasLogprobs whether to write {@code logprobs} even when they are null
     * @param extras what the provider adds
     */
    void writeTo(JsonGenerator out, int index, boolean hasLogprobs, AnswerExtras extras) throws IOException {
        if (!extras.isSorted()) {
            write(out, index, hasLogprobs, extras);
            return;
        }
        byte[] json = Json.write(Json.Layout.COMPACT, sorted -> write(sorted, index, hasLogprobs, extras));
        Json.writeTree(Json.parse(SortedJson.of(json, extras.completion())), out);
    }

    private void write(JsonGenerator out, int index, boolean hasLogprobs, AnswerExtras extras) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", index);
        out.writeObjectFieldStart("delta");
        members.writeTo(out);
        out.writeEndObject();
        if (logprobs != null || hasLogprobs) {
            out.writeFieldName("logprobs");
            Json.writeTree(logprobs, out);
        }
        out.writeStringField("finish_reason", finishReason == null ? null : finishReason.wire());
        CompletionWriter.writeMembers(out, isText ? extras.choice() : extras.silent());
        out.writeEndObject();
    }
}
