package dev.cannery.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.contract.CannedMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes a choice apart into the deltas that build it up again at the client. */
final class ChoiceDeltas {
    private final Choice choice;
    private final CannedMessage said;
    private final TextCutter cutter;
    private final List<Delta> deltas = new ArrayList<>();

    private ChoiceDeltas(Choice choice, TextCutter cutter) {
        this.choice = choice;
        this.said = choice.said();
        this.cutter = cutter;
    }

    static List<Delta> of(Choice choice, TextCutter cutter) {
        return new ChoiceDeltas(choice, cutter).all();
    }

    private List<Delta> all() {
        deltas.add(Delta.of(this::writeOpening));
        if (said.content() != null) {
            addText("content", said.content());
        }
        if (said.refusal() != null) {
            addText("refusal", said.refusal());
        }
        for (int call = 0; call < said.toolCalls().size(); call++) {
            addCall(call);
        }
        deltas.add(Delta.finish(choice.finishReason()));
        return deltas;
    }

    private void addText(String name, String text) {
        for (String piece : cutter.pieces(text)) {
            deltas.add(Delta.text(name, piece));
        }
    }

    private void addCall(int call) {
        if (!isOneCallOnly()) {
            deltas.add(Delta.callOpening(choice, call));
        }
        for (String piece : cutter.pieces(said.toolCalls().get(call).arguments())) {
            deltas.add(Delta.arguments(call, piece));
        }
    }

    /**
     * The first delta names the role and begins what follows. The live API has four forms of it: for a text, for a refusal,
     * for several calls, and for a single call, which it opens in the same chunk.
     */
    private void writeOpening(JsonGenerator out) throws IOException {
        out.writeStringField("role", "assistant");
        if (said.content() != null) {
            out.writeStringField("content", "");
            out.writeNullField("refusal");
            return;
        }
        out.writeNullField("content");
        if (isOneCallOnly()) {
            Delta.writeCallOpening(out, choice, 0);
            out.writeNullField("refusal");
        } else if (said.refusal() != null) {
            out.writeStringField("refusal", "");
        }
    }

    private boolean isOneCallOnly() {
        return said.content() == null
                && said.refusal() == null
                && said.toolCalls().size() == 1;
    }
}
