package dev.cannery.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Blots secrets out of bodies that are kept: the texts of fields named like a secret, and what looks like a key anywhere. */
public final class SecretText {
    private static final Pattern KEYS = Pattern.compile(
            // keys of providers, tokens of code hosts, cloud keys, JSON Web Tokens, and whatever follows "Bearer"
            "\\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{20,}"
                    + "|\\bAKIA[0-9A-Z]{16}\\b"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
                    + "|(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{16,}");

    private SecretText() {}

    /** The text, each key in it blotted out. */
    public static String blotted(String text) {
        return KEYS.matcher(text).replaceAll(SecretHeaders.BLOT);
    }

    /** A copy of the value without secrets; the value itself when there is none in it. */
    public static JsonNode blotted(JsonNode value) {
        if (value.isTextual()) {
            String clean = blotted(value.textValue());
            return clean.equals(value.textValue()) ? value : TextNode.valueOf(clean);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(blotted(element)));
            return copy.equals(array) ? array : copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean isSecret = field.getValue().isTextual()
                        && SecretHeaders.contain(field.getKey().replace('_', '-'));
                copy.set(field.getKey(), isSecret ? TextNode.valueOf(SecretHeaders.BLOT) : blotted(field.getValue()));
            }
            return copy.equals(object) ? object : copy;
        }
        return value;
    }
}
