package dev.cannery.internal.profile;

import dev.cannery.internal.source.SourceNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges a profile into the one that it extends: maps are merged, null removes an entry, anything else replaces. */
final class Overlay {
    /** Keys that make a map self-contained: it replaces the map below it instead of being merged. */
    private static final Set<String> WHOLE = Set.of("type", "any_of", "shape");

    private final Set<String> removed = new HashSet<>();

    /** Whether an entry was removed, by the keys that lead to it, such as {@code fields.n}. */
    boolean removed(String path) {
        return removed.contains(path);
    }

    /** Merges a whole file over another. */
    SourceNode.Mapping over(SourceNode.Mapping upper, SourceNode.Mapping lower) {
        return merged(upper, lower, "");
    }

    private SourceNode over(SourceNode upper, SourceNode lower, String path) {
        return upper instanceof SourceNode.Mapping top
                        && lower instanceof SourceNode.Mapping bottom
                        && WHOLE.stream().noneMatch(key -> top.member(key) != null)
                ? merged(top, bottom, path + ".")
                : upper;
    }

    private SourceNode.Mapping merged(SourceNode.Mapping upper, SourceNode.Mapping lower, String prefix) {
        Map<String, SourceNode.Entry> merged = new LinkedHashMap<>();
        for (SourceNode.Entry entry : lower.entries()) {
            if (!removed.contains(prefix + entry.key())) {
                merged.put(entry.key(), entry);
            }
        }
        for (SourceNode.Entry entry : upper.entries()) {
            String key = entry.key();
            if (entry.value() instanceof SourceNode.Scalar scalar
                    && scalar.value().isNull()) {
                merged.remove(key);
                removed.add(prefix + key);
            } else {
                removed.remove(prefix + key);
                merged.merge(
                        key,
                        entry,
                        (below, above) -> new SourceNode.Entry(
                                key, above.keyAt(), over(above.value(), below.value(), prefix + key)));
            }
        }
        return new SourceNode.Mapping(List.copyOf(merged.values()), upper.at());
    }
}
