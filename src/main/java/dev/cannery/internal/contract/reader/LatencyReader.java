package dev.cannery.internal.contract.reader;

import dev.cannery.internal.source.SourceNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how an answer slows down while others are under way. */
final class LatencyReader {
    static final List<Key<Draft>> KEYS = List.of(new Key<>(
            "per_concurrent",
            ValueForm.DURATION,
            (draft, value, scope) -> draft.perConcurrent = Values.duration(value, scope)));

    private LatencyReader() {}

    static @Nullable Duration read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("latency", KEYS, node, scope, draft);
        if (draft.perConcurrent == null && scope.problems().count() == complaints) {
            scope.complain(node, "'latency' is written {per_concurrent: 20ms}");
        }
        return draft.perConcurrent;
    }

    static final class Draft {
        private @Nullable Duration perConcurrent;
    }
}
