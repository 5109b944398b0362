package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/** Joins the members of a streamed object, fragment by fragment. */
final class MemberJoiner {
    /** Texts that arrive in fragments, as OpenAI and compatible servers name them. */
    private static final Set<String> GROWING = Set.of(
            "content",
            "refusal",
            "reasoning",
            "reasoning_content",
            "reasoning_text",
            "thinking",
            "text",
            "summary",
            "transcript",
            "data",
            "arguments",
            "input");
    /** Members that are sent once; some servers repeat them in each chunk, and not always with the same value. */
    private static final Set<String> SAID_ONCE = Set.of("id", "object", "created", "model", "role", "type", "index");

    /** The number of earlier elements that a fragment may continue. No provider goes back further, and the limit keeps the time linear. */
    private static final int LOOKS_BACK = 256;

    private MemberJoiner() {}

    /** Whether a text with this name arrives in fragments. */
    static boolean grows(String name) {
        return GROWING.contains(name);
    }

    /** Adds all members of a fragment. */
    static void addAll(ObjectNode to, JsonNode piece) {
        for (Map.Entry<String, JsonNode> member : piece.properties()) {
            add(to, member.getKey(), member.getValue());
        }
    }

    /** Adds one member of a fragment. */
    static void add(ObjectNode to, String name, JsonNode value) {
        JsonNode present = to.get(name);
        if (present == null || present.isNull()) {
            to.set(name, value.deepCopy());
        } else if (present instanceof ObjectNode object && value.isObject()) {
            addAll(object, value);
        } else if (present instanceof ArrayNode list && (value.isArray() || value.isTextual())) {
            addElements(list, value);
        } else if (present.isTextual() && value.isArray()) {
            addElements(partsOf(to, name, present.textValue()), value);
        } else if (present.isTextual() && value.isTextual() && grows(name)) {
            GrowingText text = present instanceof GrowingText growing ? growing : new GrowingText(present.textValue());
            text.append(value.textValue());
            to.set(name, text);
        } else if (!saysNothing(value) && !(SAID_ONCE.contains(name) && !saysNothing(present))) {
            to.set(name, value.deepCopy());
        }
    }

    private static boolean saysNothing(JsonNode value) {
        boolean isZero = value.isNumber() && value.asDouble() == 0;
        return value.isNull()
                || isZero
                || (value.isTextual() && value.textValue().isEmpty());
    }

    /** Converts the content to a list of parts. */
    private static ArrayNode partsOf(ObjectNode to, String name, String text) {
        ArrayNode parts = to.putArray(name);
        if (!text.isEmpty()) {
            parts.add(textPart(text));
        }
        return parts;
    }

    private static ObjectNode textPart(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    private static void addElements(ArrayNode to, JsonNode more) {
        if (more.isTextual()) {
            if (!more.textValue().isEmpty()) {
                addElement(to, textPart(more.textValue()));
            }
            return;
        }
        for (JsonNode element : more) {
            addElement(to, element);
        }
    }

    /** Adds an element or continues an earlier one: the one with its index, or a last part of the same type. */
    private static void addElement(ArrayNode to, JsonNode element) {
        int first = Math.max(0, to.size() - LOOKS_BACK);
        for (int i = to.size() - 1; i >= first && element.has("type"); i--) {
            if (to.get(i) instanceof ObjectNode earlier && isContinued(earlier, element, i == to.size() - 1)) {
                addAll(earlier, element);
                return;
            }
        }
        to.add(element.deepCopy());
    }

    private static boolean isContinued(ObjectNode earlier, JsonNode element, boolean isLast) {
        if (!earlier.path("type").equals(element.path("type"))) {
            return false;
        }
        boolean isTextPart = element.path("type").asText().equals("text")
                || element.path("type").asText().equals("thinking");
        return element.has("index")
                ? earlier.path("index").equals(element.path("index"))
                : isLast && isTextPart && !earlier.has("index");
    }

    /** Replaces growing texts by plain texts, everywhere below this node. */
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
            node.forEach(MemberJoiner::settle);
        }
    }

    /** A text that arrives in fragments. Concatenating each time would take quadratic time: 60,000 fragments took four minutes. */
    @SuppressWarnings("serial") // never written as a Java object
    private static final class GrowingText extends TextNode {
        private final StringBuilder text;

        private GrowingText(String begin) {
            super("");
            text = new StringBuilder(begin);
        }

        private void append(String piece) {
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
    }
}
