package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** A text that comes in pieces. To write each sum at once would take the square of their count: 60,000 took four minutes. */
@SuppressWarnings("serial") // never written as a Java object
final class GrowingText extends TextNode {
    private final StringBuilder text;

    GrowingText(String begin) {
        super("");
        text = new StringBuilder(begin);
    }

    void append(String piece) {
        text.append(piece);
    }

    @Override
    public String textValue() {
        return text.toString();
    }

    @Override
    public String asText() {
        return text.toString();
    }

    @Override
    public String asText(String otherwise) {
        return text.toString();
    }

    /** Puts plain texts in place of those that grew, everywhere below this node. */
    static void settle(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getValue() instanceof GrowingText) {
                    member.setValue(TextNode.valueOf(member.getValue().textValue()));
                } else {
                    settle(member.getValue());
                }
            }
        } else if (node instanceof ArrayNode) {
            node.forEach(GrowingText::settle);
        }
    }
}
