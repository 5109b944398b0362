package dev.cannery.contract.reader;

import dev.cannery.chat.FieldShape;
import dev.cannery.chat.JsonKind;
import dev.cannery.contract.rule.NumberRange;
import dev.cannery.source.SourceNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code min}, {@code max}, {@code above} and {@code below} of one map, which together are one range. */
final class Bounds {
    static final List<String> WORDS = List.of("min", "max", "above", "below");

    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "min",
                    ValueForm.NUMBER,
                    (draft, value, scope) -> draft.lower(Values.number(value, scope), false, value, scope)),
            new Key<>(
                    "max",
                    ValueForm.NUMBER,
                    (draft, value, scope) -> draft.upper(Values.number(value, scope), false, value, scope)),
            new Key<>(
                    "above",
                    ValueForm.NUMBER,
                    (draft, value, scope) -> draft.lower(Values.number(value, scope), true, value, scope)),
            new Key<>(
                    "below",
                    ValueForm.NUMBER,
                    (draft, value, scope) -> draft.upper(Values.number(value, scope), true, value, scope)));

    private Bounds() {}

    static boolean areIn(SourceNode.Mapping node) {
        return WORDS.stream().anyMatch(word -> node.member(word) != null);
    }

    static Optional<NumberRange> read(SourceNode.Mapping node, FieldShape shape, Scope scope) {
        if (!shape.allows(JsonKind.NUMBER)) {
            SourceNode.Entry bound = node.entries().get(0);
            scope.complain(
                    bound.keyAt(),
                    "'" + bound.key() + "' cannot judge this, which is " + shape.phrase()
                            + (shape.allows(JsonKind.STRING) || shape.allows(JsonKind.ARRAY)
                                    ? ". Did you mean 'size'?"
                                    : ""));
            return Optional.empty();
        }
        return read(node, scope);
    }

    static Optional<NumberRange> read(SourceNode.Mapping node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("a range", KEYS, node, scope, draft);
        if (scope.problems().count() > complaints) {
            return Optional.empty();
        }
        return scope.attempt(
                node, () -> Optional.of(new NumberRange(draft.from, draft.to, draft.excludesFrom, draft.excludesTo)));
    }

    private static final class Draft {
        private @Nullable BigDecimal from;
        private @Nullable BigDecimal to;
        private boolean excludesFrom;
        private boolean excludesTo;

        void lower(@Nullable BigDecimal bound, boolean excludes, SourceNode value, Scope scope) {
            if (from != null) {
                scope.complain(value, "a range has one lower bound, 'min' or 'above'");
            }
            from = bound;
            excludesFrom = excludes;
        }

        void upper(@Nullable BigDecimal bound, boolean excludes, SourceNode value, Scope scope) {
            if (to != null) {
                scope.complain(value, "a range has one upper bound, 'max' or 'below'");
            }
            to = bound;
            excludesTo = excludes;
        }
    }
}
