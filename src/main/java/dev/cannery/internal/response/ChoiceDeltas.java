package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.LogprobSplitter;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a choice into the deltas from which the client reassembles it. */
final class ChoiceDeltas {
    private final RenderedChoice choice;
    private final CannedMessage message;
    private final Origin origin;
    private final TextSplitter splitter;
    private final List<Delta> deltas = new ArrayList<>();

    private ChoiceDeltas(RenderedChoice choice, Origin origin, TextSplitter splitter) {
        this.choice = choice;
        this.message = choice.message();
        this.origin = origin;
        this.splitter = splitter;
    }

    static List<Delta> of(RenderedChoice choice, Origin origin, TextSplitter splitter) {
        return new ChoiceDeltas(choice, origin, splitter).all();
    }

    private List<Delta> all() {
        deltas.add(new Delta(this::writeOpening, openingLogprobs(), null, false));
        if (message.reasoning() != null) {
            splitter.split(message.reasoning())
                    .forEach(fragment -> deltas.add(Delta.text("reasoning_content", fragment, null)));
        }
        addText("content", message.content());
        addText("refusal", message.refusal());
        for (int index = 0; index < message.toolCalls().size(); index++) {
            addCall(message.toolCalls().get(index), index);
        }
        if (message.functionCall() != null) {
            addFunctionCall(message.functionCall());
        }
        if (message.audio() != null) {
            addAudio(message.audio());
        }
        if (!message.annotations().isEmpty()) {
            deltas.add(Delta.of(this::writeAnnotations));
        }
        deltas.add(Delta.finish(choice.finishReason()));
        return deltas;
    }

    /** Returns an empty {@code logprobs} object: in recorded streams with logprobs the first chunk has no tokens. */
    private @Nullable ObjectNode openingLogprobs() {
        if (choice.logprobs() == null) {
            return null;
        }
        ObjectNode none = Json.object();
        none.putArray("content");
        return none.putNull("refusal");
    }

    private void addText(String name, @Nullable String text) {
        if (text != null) {
            LogprobSplitter logprobs = new LogprobSplitter(name, choice.logprobs());
            splitter.split(text).forEach(fragment -> deltas.add(Delta.text(name, fragment, logprobs.next(fragment))));
        }
    }

    private void addCall(CannedToolCall call, int index) {
        if (!isOneCallOnly()) {
            deltas.add(Delta.callOpening(call, index));
        }
        List<String> fragments = message.toolCalls().size() > 1
                ? splitter.splitParallel(call.arguments())
                : splitter.split(call.arguments());
        fragments.forEach(fragment -> deltas.add(Delta.arguments(call.kind(), index, fragment)));
    }

    private void addFunctionCall(CannedToolCall call) {
        if (!isOneCallOnly()) {
            deltas.add(Delta.of(out -> ToolCallJson.writeCalled(out, "function_call", call.withArguments(""))));
        }
        splitter.split(call.arguments())
                .forEach(fragment -> deltas.add(Delta.textIn("function_call", "arguments", fragment)));
    }

    private void addAudio(CannedMessage.Audio audio) {
        deltas.add(Delta.of(out -> {
            out.writeObjectFieldStart("audio");
            out.writeStringField("id", audio.id());
            out.writeStringField("transcript", "");
            out.writeEndObject();
        }));
        splitter.split(audio.transcript())
                .forEach(fragment -> deltas.add(Delta.textIn("audio", "transcript", fragment)));
        deltas.add(Delta.textIn("audio", "data", audio.data()));
        deltas.add(Delta.of(out -> {
            out.writeObjectFieldStart("audio");
            out.writeNumberField("expires_at", origin.expiry(audio));
            out.writeEndObject();
        }));
    }

    private void writeAnnotations(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("annotations");
        for (ObjectNode annotation : message.annotations()) {
            Json.writeTree(annotation, out);
        }
        out.writeEndArray();
    }

    /**
     * Writes the first delta, which names the role and opens what follows. The live API uses four forms: for a text, for a
     * refusal, for several calls, and for a single call, which is opened in the same chunk. Reasoning opens as DeepSeek's does.
     */
    private void writeOpening(JsonGenerator out) throws IOException {
        out.writeStringField("role", "assistant");
        if (message.reasoning() != null) {
            out.writeNullField("content");
            out.writeStringField("reasoning_content", "");
        } else if (message.content() != null) {
            out.writeStringField("content", "");
            out.writeNullField("refusal");
        } else {
            out.writeNullField("content");
            if (isOneCallOnly()) {
                writeOnlyCall(out);
                out.writeNullField("refusal");
            } else if (message.refusal() != null) {
                out.writeStringField("refusal", "");
            }
        }
    }

    private void writeOnlyCall(JsonGenerator out) throws IOException {
        if (message.functionCall() != null) {
            ToolCallJson.writeCalled(
                    out, "function_call", message.functionCall().withArguments(""));
        } else {
            Delta.writeCallOpening(out, message.toolCalls().get(0), 0);
        }
    }

    private boolean isOneCallOnly() {
        int calls = message.toolCalls().size() + (message.functionCall() == null ? 0 : 1);
        boolean silent = message.content() == null && message.refusal() == null && message.reasoning() == null;
        return silent && calls == 1;
    }
}
