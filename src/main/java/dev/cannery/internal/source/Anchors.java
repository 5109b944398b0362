package dev.cannery.internal.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The anchored values of one document. It counts what has been read, each alias as all that it stands for: ten lines of
 * aliases of aliases can mean a billion values, which no later step would survive.
 */
final class Anchors {
    static final int MAX_DEPTH = 100;
    static final int MAX_VALUES = 2_000_000;

    private final Map<String, Anchored> named = new HashMap<>();
    private int values;
    private int reach;

    /** How many values have been read. */
    int values() {
        return values;
    }

    /** Takes note of a value at this depth. */
    void count(int depth) {
        values++;
        reach = Math.max(reach, depth);
    }

    /** Begins to measure how deep the value at this depth is; gives what {@link #end} needs. */
    int measure(int depth) {
        int outer = reach;
        reach = depth;
        return outer;
    }

    /** Ends a value, with the count of values before it and the measure that it began with; names it if it is anchored. */
    void end(@Nullable String anchor, SourceNode node, int depth, int before, int outer) {
        if (anchor != null) {
            named.put(anchor, new Anchored(node, values - before, reach - depth));
        }
        reach = Math.max(reach, outer);
    }

    /** The value that an alias at this depth stands for; empty when nothing is anchored so. */
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
