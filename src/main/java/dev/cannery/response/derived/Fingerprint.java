package dev.cannery.response.derived;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A number that stands for texts and trees: the same for the same ones in every run, another for others, as far as 64 bits go.
 *
 * <p>It walks a tree as it is instead of writing it out first, so that a long request costs little. It is no defence against
 * somebody who looks for two requests of the same number.
 */
final class Fingerprint {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long state;

    Fingerprint(long seed) {
        this.state = seed;
    }

    Fingerprint add(String text) {
        // The length ahead keeps "ab", "c" apart from "a", "bc".
        mix(text.length());
        int i = 0;
        for (; i + 3 < text.length(); i += 4) {
            mix(text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48);
        }
        for (; i < text.length(); i++) {
            mix(text.charAt(i));
        }
        return this;
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
        state = Long.rotateLeft(scramble(part + PRIME) ^ state, 27) * PRIME + 1;
    }

    /** Spreads each bit over all others; the finishing step of SplitMix64. */
    static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
