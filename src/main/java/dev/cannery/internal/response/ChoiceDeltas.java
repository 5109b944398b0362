package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.TextCutter;
import dev.cannery.internal.response.derived.TokenShares;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a choice apart into the deltas that build it up again at the client. */
final class ChoiceDeltas {
    private final RenderedChoice choice;
    private final CannedMessage said;
    private final Origin origin;
    private final TextCutter cutter;
    private final List<Delta> deltas = new ArrayList<>();

    private ChoiceDeltas(RenderedChoice choice, Origin origin, TextCutter cutter) {
        this.choice = choice;
        this.said = choice.said();
        this.origin = origin;
        this.cutter = cutter;
    }

    static List<Delta> of(RenderedChoice choice, Origin origin, TextCutter cutter) {
        return new ChoiceDeltas(choice, origin, cutter).all();
    }

    private List<Delta> all() {
        deltas.add(new Delta(this::writeOpening, openingLogprobs(), null, false));
        if (said.reasoning() != null) {
            cutter.pieces(said.reasoning()).forEach(piece -> deltas.add(Delta.text("reasoning_content", piece, null)));
        }
        addText("content", said.content());
        addText("refusal", said.refusal());
        for (int index = 0; index < said.toolCalls().size(); index++) {
            addCall(said.toolCalls().get(index), index);
        }
        if (said.functionCall() != null) {
            addFunctionCall(said.functionCall());
        }
        if (said.audio() != null) {
            addAudio(said.audio());
        }
        if (!said.annotations().isEmpty()) {
            deltas.add(Delta.of(this::writeAnnotations));
        }
        deltas.add(Delta.finish(choice.finishReason()));
        return deltas;
    }

    /** As recorded with logprobs: the first chunk has none. */
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
            TokenShares shares = new TokenShares(name, choice.logprobs());
            cutter.pieces(text).forEach(piece -> deltas.add(Delta.text(name, piece, shares.next(piece))));
        }
    }

    private void addCall(CannedToolCall call, int index) {
        if (!isOneCallOnly()) {
            deltas.add(Delta.callOpening(call, index));
        }
        List<String> pieces = said.toolCalls().size() > 1
                ? cutter.piecesOfParallel(call.arguments())
                : cutter.pieces(call.arguments());
        pieces.forEach(piece -> deltas.add(Delta.arguments(call.kind(), index, piece)));
    }

    private void addFunctionCall(CannedToolCall call) {
        if (!isOneCallOnly()) {
            deltas.add(Delta.of(out -> ToolCallJson.writeCalled(out, "function_call", call.withArguments(""))));
        }
        cutter.pieces(call.arguments()).forEach(piece -> deltas.add(Delta.textIn("function_call", "arguments", piece)));
    }

    private void addAudio(CannedMessage.Audio audio) {
        deltas.add(Delta.of(out -> {
            out.writeObjectFieldStart("audio");
            out.writeStringField("id", audio.id());
            out.writeStringField("transcript", "");
            out.writeEndObject();
        }));
        cutter.pieces(audio.transcript()).forEach(piece -> deltas.add(Delta.textIn("audio", "transcript", piece)));
        deltas.add(Delta.textIn("audio", "data", audio.data()));
        deltas.add(Delta.of(out -> {
            out.writeObjectFieldStart("audio");
            out.writeNumberField("expires_at", origin.expiry(audio));
            out.writeEndObject();
        }));
    }

    private void writeAnnotations(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("annotations");
        for (ObjectNode annotation : said.annotations()) {
            Json.writeTree(annotation, out);
        }
        out.writeEndArray();
    }

    /**
     * The first delta names the role and begins what follows. The live API has four forms of it: for a text, for a refusal,
     * for several calls, and for a single call, which it opens in the same chunk. Reasoning opens as DeepSeek's does.
     */
    private void writeOpening(JsonGenerator out) throws IOException {
        out.writeStringField("role", "assistant");
        if (said.reasoning() != null) {
            out.writeNullField("content");
            out.writeStringField("reasoning_content", "");
        } else if (said.content() != null) {
            out.writeStringField("content", "");
            out.writeNullField("refusal");
        } else {
            out.writeNullField("content");
            if (isOneCallOnly()) {
                writeOnlyCall(out);
                out.writeNullField("refusal");
            } else if (said.refusal() != null) {
                out.writeStringField("refusal", "");
            }
        }
    }

    private void writeOnlyCall(JsonGenerator out) throws IOException {
        if (said.functionCall() != null) {
            ToolCallJson.writeCalled(out, "function_call", said.functionCall().withArguments(""));
        } else {
            Delta.writeCallOpening(out, said.toolCalls().get(0), 0);
        }
    }

    private boolean isOneCallOnly() {
        int calls = said.toolCalls().size() + (said.functionCall() == null ? 0 : 1);
        boolean silent = said.content() == null && said.refusal() == null && said.reasoning() == null;
        return silent && calls == 1;
    }
}
