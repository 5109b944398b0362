package dev.cannery.internal.response.derived;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A number that stands for texts and trees: the same for the same ones in every run, another for others, as far as 64 bits go.
 *
 * <p>It walks a tree as it is instead of writing it out first, so that a long request costs little. It is no defence against
 * somebody who looks for two requests of the same number.
 */
final class Fingerprint {
    /** An odd number without a pattern, by which a state is moved on. */
    static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Fingerprint(long seed) {
        this.state = seed;
    }

    Fingerprint add(String text) {
        int length = text.length();
        long even = length;
        long odd = STEP;
        int i = 0;
        // Two chains side by side: a long request is mostly text, and each step of one would wait for the step before.
        for (; i + 7 < length; i += 8) {
            even = (Long.rotateLeft(even, 29) ^ four(text, i)) * STEP;
            odd = (Long.rotateLeft(odd, 29) ^ four(text, i + 4)) * STEP;
        }
        for (; i < length; i++) {
            even = (Long.rotateLeft(even, 29) ^ text.charAt(i)) * STEP;
        }
        // The length keeps "ab", "c" apart from "a", "bc".
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

    Fingerprint add(JsonNode tree) {
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

    long value() {
        return scramble(state);
    }

    private void mix(long part) {
        state = Long.rotateLeft(scramble(part + STEP) ^ state, 27) * STEP + 1;
    }

    /** Spreads each bit over all others; the finishing step of SplitMix64. */
    static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
