package dev.cannery.internal.contract.reader;

import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.source.SourceNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final String NUMBER = "(-?\\d{1,20}(?:\\.\\d{1,20})?)";

    /** How other tools and people write ranges and numbers, and how it is written here. */
    private static final Map<Pattern, String> NOTATIONS = Map.of(
            written(NUMBER + "\\.{2,9}" + NUMBER), "$1..$2",
            written(NUMBER + "\\.{3,9}"), "'$1..'",
            written("\\.{3,9}" + NUMBER), "'..$1'",
            written(NUMBER + "(?:-|–|—|to)" + NUMBER), "$1..$2",
            written("(?:>=|=>|≥)" + NUMBER + "|" + NUMBER + "\\+"), "'$1$2..'",
            written("(?:<=|=<|≤)" + NUMBER), "'..$1'",
            written(">" + NUMBER), "'{above: $1}'",
            written("<" + NUMBER), "'{below: $1}'",
            written("={1,2}" + NUMBER), "$1");

    private static final Pattern GROUPED =
            Pattern.compile("-?\\d{1,3}(?:[_',]\\d{3}){1,6}|-?\\d{1,9}(?:_\\d{1,9}){1,6}");
    private static final Pattern COMMA = Pattern.compile("-?\\d{1,20},\\d{1,20}");

    private Bounds() {}

    private static Pattern written(String notation) {
        return Pattern.compile("^(?:" + notation + ")$");
    }

    /** How a number or a range is written here that a text most likely means; empty when it means none. */
    static Optional<String> meant(String text) {
        String plain = text.length() > 60 ? "" : text.replace(" ", "");
        if (GROUPED.matcher(plain).matches()) {
            return Optional.of(plain.replaceAll("[_',]", ""));
        }
        if (COMMA.matcher(plain).matches()) {
            return Optional.of(plain.replace(',', '.'));
        }
        return NOTATIONS.entrySet().stream()
                .map(notation -> Map.entry(notation.getKey().matcher(plain), notation.getValue()))
                .filter(match -> match.getKey().matches())
                .map(match -> match.getKey().replaceFirst(match.getValue()))
                .findFirst();
    }

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
