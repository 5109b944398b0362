package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A 64-bit hash of texts and JSON trees that is the same in every run.
 *
 * <p>It walks a tree directly instead of serializing it first, so that a long request costs little. It does not resist
 * deliberate collisions.
 */
public final class Fingerprint {
    /** An odd number without a pattern, the increment of the state. */
    public static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    /** Creates a hash that begins with this number. */
    public Fingerprint(long seed) {
        this.state = seed;
    }

    /** Adds a text. */
    public Fingerprint add(String text) {
        int length = text.length();
        long even = length;
        long odd = STEP;
        int i = 0;
        // Two independent chains: a long request is mostly text, and in one chain each step would wait for the previous
        // step.
        for (; i + 7 < length; i += 8) {
            even = (Long.rotateLeft(even, 29) ^ four(text, i)) * STEP;
            odd = (Long.rotateLeft(odd, 29) ^ four(text, i + 4)) * STEP;
        }
        for (; i < length; i++) {
            even = (Long.rotateLeft(even, 29) ^ text.charAt(i)) * STEP;
        }
        // The length distinguishes "ab", "c" from "a", "bc".
        mix(even);
        mix(odd + length);
        return this;
    }

    private static long four(String text, int at) {
        return text.charAt(at)
                | (long) text.charAt(at + 1) << 16
                | (long) text.charAt(at + 2) << 32
                | (long) text.charAt(at + 3) << 48;
    }

    /** Adds a JSON tree. */
    public Fingerprint add(JsonNode tree) {
        add(tree.getNodeType().name());
        if (tree.isObject()) {
            mix(tree.size());
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                add(member.getKey());
                add(member.getValue());
            }
        } else if (tree.isArray()) {
            mix(tree.size());
            for (JsonNode element : tree) {
                add(element);
            }
        } else {
            add(tree.asText(""));
        }
        return this;
    }

    /** Returns the hash of everything that was added. */
    public long value() {
        return scramble(state);
    }

    private void mix(long part) {
        state = Long.rotateLeft(scramble(part + STEP) ^ state, 27) * STEP + 1;
    }

    /** Spreads each bit over all others: the finishing step of SplitMix64. */
    public static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
