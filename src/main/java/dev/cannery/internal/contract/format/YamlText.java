package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes a tree as YAML: maps and lists in one line where they fit, otherwise one line per entry. The document, its interactions
 * and each interaction always have one line per entry, so that diffs show what has changed.
 */
final class YamlText {
    /** The maximum length of a line with a map or a list. */
    static final int WIDTH = 100;

    /** The levels that are never in one line: the document, the list of interactions, an interaction. */
    private static final int OPEN_LEVELS = 3;

    private final StringBuilder text = new StringBuilder();

    String document(ObjectNode tree) {
        entries(tree, 0, 0);
        return text.toString();
    }

    private void entries(JsonNode map, int indent, int level) {
        boolean isFirst = true;
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            // the first entry of a map in a list follows the list's dash
            if (!isFirst || level == 0) {
                text.append(" ".repeat(isFirst ? 0 : indent));
            }
            isFirst = false;
            text.append(YamlScalar.of(entry.getKey())).append(':');
            value(entry.getValue(), indent, level + 1);
        }
    }

    /** Writes the value of the key at the end of the text. */
    private void value(JsonNode value, int indent, int level) {
        if (isInline(value, level)) {
            text.append(' ');
            inline(value, indent + 2);
        } else if (value.isObject()) {
            text.append('\n').append(" ".repeat(indent + 2));
            entries(value, indent + 2, level);
        } else {
            text.append('\n');
            items(value, indent + 2, level);
        }
    }

    private void items(JsonNode list, int indent, int level) {
        for (JsonNode item : list) {
            text.append(" ".repeat(indent)).append("- ");
            if (isInline(item, level + 1)) {
                inline(item, indent + 2);
            } else if (item.isObject()) {
                entries(item, indent + 2, level + 1);
            } else {
                // a list in a list begins on its own line
                text.setLength(text.length() - 1);
                text.append('\n');
                items(item, indent + 2, level + 1);
            }
        }
    }

    private boolean isInline(JsonNode value, int level) {
        if (value.isValueNode() || value.isEmpty()) {
            return true;
        }
        int column = text.length() - text.lastIndexOf("\n");
        return level >= OPEN_LEVELS
                && !holdsBlock(value)
                && column + flow(value).length() <= WIDTH;
    }

    private static boolean holdsBlock(JsonNode value) {
        if (value.isTextual()) {
            return YamlBlock.suits(value.textValue());
        }
        for (JsonNode child : value) {
            if (holdsBlock(child)) {
                return true;
            }
        }
        return false;
    }

    private void inline(JsonNode value, int indent) {
        boolean isBlock = value.isTextual() && YamlBlock.suits(value.textValue());
        text.append(isBlock ? YamlBlock.of(value.textValue(), indent) : flow(value))
                .append('\n');
    }

    private static String flow(JsonNode value) {
        StringBuilder flow = new StringBuilder();
        flow(value, flow);
        return flow.toString();
    }

    private static void flow(JsonNode value, StringBuilder flow) {
        if (value.isValueNode()) {
            flow.append(YamlScalar.of(value));
            return;
        }
        flow.append(value.isObject() ? '{' : '[');
        Iterator<Map.Entry<String, JsonNode>> entries = value.properties().iterator();
        Iterator<JsonNode> children = value.elements();
        while (children.hasNext()) {
            JsonNode child = children.next();
            if (value.isObject()) {
                flow.append(YamlScalar.of(entries.next().getKey())).append(": ");
            }
            flow(child, flow);
            flow.append(children.hasNext() ? ", " : "");
        }
        flow.append(value.isObject() ? '}' : ']');
    }
}
