package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How large a tree of JSON is.
 *
 * @param nodes how many values it holds, itself among them
 * @param characters how many characters its texts and names have together
 */
public record TreeSize(long nodes, long characters) {
    /** What a value takes beside its text: objects of a JVM with compressed references, in a map with its name. */
    private static final long NODE = 120;

    /** The size of a tree. */
    public static TreeSize of(JsonNode tree) {
        long nodes = 1;
        long characters = tree.isTextual() ? tree.textValue().length() : 0;
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            characters += member.getKey().length();
        }
        for (JsonNode inner : tree) {
            TreeSize size = of(inner);
            nodes += size.nodes;
            characters += size.characters;
        }
        return new TreeSize(nodes, characters);
    }

    /** About how many bytes of memory it takes. */
    public long bytes() {
        return NODE * nodes + 2 * characters;
    }
}
