package dev.cannery.internal.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The anchored values of one document. Counts the values read so far, including everything that each alias stands for: ten lines
 * of nested aliases can mean a billion values, more than any later step could handle.
 */
final class Anchors {
    static final int MAX_DEPTH = 100;
    static final int MAX_VALUES = 2_000_000;

    private final Map<String, Anchored> named = new HashMap<>();
    private int values;
    private int reach;

    /** Returns how many values have been read. */
    int values() {
        return values;
    }

    /** Counts a value at this depth. */
    void count(int depth) {
        values++;
        reach = Math.max(reach, depth);
    }

    /** Begins to measure how deep the value at this depth is; returns the outer measure, which {@link #end} needs. */
    int measure(int depth) {
        int outer = reach;
        reach = depth;
        return outer;
    }

    /** Ends a value, given the number of values before it and the outer measure; records it if it is anchored. */
    void end(@Nullable String anchor, SourceNode node, int depth, int before, int outer) {
        if (anchor != null) {
            named.put(anchor, new Anchored(node, values - before, reach - depth));
        }
        reach = Math.max(reach, outer);
    }

    /** Returns the value that an alias at this depth stands for; empty when the anchor is unknown. */
    Optional<SourceNode> alias(String anchor, int depth) {
        Anchored anchored = named.get(anchor);
        if (anchored == null) {
            return Optional.empty();
        }
        values += anchored.values;
        reach = Math.max(reach, depth + anchored.height);
        return Optional.of(anchored.node);
    }

    boolean areTooMany() {
        return values > MAX_VALUES;
    }

    boolean areTooDeep() {
        return reach > MAX_DEPTH;
    }

    private record Anchored(SourceNode node, int values, int height) {}
}
