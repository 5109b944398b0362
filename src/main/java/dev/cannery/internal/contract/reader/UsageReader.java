package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.source.SourceNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the token counts of an answer. */
final class UsageReader {
    static final List<Key<int[]>> KEYS = List.of(
            counter("prompt_tokens", 0),
            counter("completion_tokens", 1),
            counter("reasoning_tokens", 2),
            counter("cached_tokens", 3));

    private UsageReader() {}

    private static Key<int[]> counter(String word, int index) {
        return new Key<>(
                word,
                ValueForm.COUNT,
                (counts, value, scope) -> Values.give(Values.count(value, 0, scope), count -> counts[index] = count));
    }

    static @Nullable CannedUsage read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        int[] counts = new int[4];
        Key.readAll("usage", KEYS, node, scope, counts);
        if (scope.problems().count() > complaints) {
            return null;
        }
        return scope.attempt(node, () -> Optional.of(new CannedUsage(counts[0], counts[1], counts[2], counts[3])))
                .orElse(null);
    }
}
