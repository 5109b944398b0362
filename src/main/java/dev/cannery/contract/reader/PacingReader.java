package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.Suggestion;
import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how an answer is cut and paced when it is streamed. */
final class PacingReader {
    /** The words for where a text is cut. */
    static final Map<String, Pacing.Cut> CUTS = Map.of(
            "token", new Pacing.Cut.ByToken(),
            "word", new Pacing.Cut.ByWord(),
            "char", new Pacing.Cut.BySize(1));

    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "by",
                    ValueForm.CUT,
                    (draft, value, scope) -> Values.give(cut(value, scope), cut -> draft.cut = cut)),
            new Key<>(
                    "first", ValueForm.DURATION, (draft, value, scope) -> draft.first = Values.duration(value, scope)),
            new Key<>(
                    "every",
                    ValueForm.DURATION,
                    (draft, value, scope) -> Values.give(Values.duration(value, scope), every -> draft.every = every)));

    private PacingReader() {}

    static @Nullable Pacing read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("stream", KEYS, node, scope, draft);
        if (scope.problems().count() > complaints) {
            return null;
        }
        // the first chunk takes no longer than the others unless it is said
        Duration first = draft.first == null ? draft.every : draft.first;
        return new Pacing(draft.cut, first, draft.every);
    }

    private static Pacing.@Nullable Cut cut(SourceNode node, Scope scope) {
        JsonNode value = node.toJson();
        if (value.isNumber()) {
            Integer size = Values.count(node, 1, scope);
            return size == null ? null : new Pacing.Cut.BySize(size);
        }
        Pacing.Cut cut = value.isTextual() ? CUTS.get(value.textValue()) : null;
        if (cut == null) {
            scope.complain(
                    node,
                    "token, word, char or a number of characters is expected, was " + node.phrase() + "."
                            + (value.isTextual() ? Suggestion.sentence(value.textValue(), CUTS.keySet()) : ""));
        }
        return cut;
    }

    private static final class Draft {
        private Pacing.Cut cut = new Pacing.Cut.ByToken();
        private @Nullable Duration first;
        private Duration every = Duration.ZERO;
    }
}
