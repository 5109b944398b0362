package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The size of a JSON tree.
 *
 * @param nodes the number of its values, including itself
 * @param characters the total number of characters of its texts and names
 */
public record TreeSize(long nodes, long characters) {
    /** The bytes of a value besides its text, in a JVM with compressed references, as a map entry with its name. */
    private static final long NODE = 120;

    /** Returns the size of a tree. */
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

    /** Returns the approximate memory that the tree takes, in bytes. */
    public long bytes() {
        return NODE * nodes + 2 * characters;
    }
}
