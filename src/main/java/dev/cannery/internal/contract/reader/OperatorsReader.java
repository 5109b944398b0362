package dev.cannery.internal.contract.reader;

import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a map of operators, all of which must hold, with the words that stand beside them and are no checks. */
final class OperatorsReader {
    private static final String IGNORE_CASE = "ignore_case";
    private static final String NOT = "not";

    private static final String EXAMPLE = "example";
    private static final String ABSENT = Operator.ABSENT.word();

    private final RuleReader rules;

    OperatorsReader(RuleReader rules) {
        this.rules = rules;
    }

    /** Whether the word may be a key of a map of operators. */
    static boolean isOperator(String word) {
        return words().anyMatch(word::equals);
    }

    static Stream<String> words() {
        return Stream.of(Operator.words().stream(), Bounds.WORDS.stream(), Stream.of(IGNORE_CASE, EXAMPLE))
                .flatMap(stream -> stream);
    }

    Optional<Constraint> read(SourceNode.Mapping node, FieldShape shape, Scope scope) {
        int complaints = scope.problems().count();
        List<Constraint> parts = new ArrayList<>();
        if (Bounds.areIn(node)) {
            Bounds.read(node.only(Bounds.WORDS), shape, scope).ifPresent(parts::add);
        }
        boolean ignoresCase = ignoresCase(node, scope);
        for (SourceNode.Entry entry : node.entries()) {
            if (!isOperator(entry.key())) {
                scope.complain(entry.keyAt(), unknown(entry.key()));
            }
            Operator.ofWord(entry.key())
                    .flatMap(operator -> one(operator, entry, shape, ignoresCase, scope))
                    .ifPresent(parts::add);
        }
        if (scope.problems().count() > complaints) {
            return Optional.empty();
        }
        if (node.member(ABSENT) != null && node.entries().size() > 1) {
            scope.complain(node, "'" + ABSENT + "' stands alone, no value satisfies both it and another rule");
            return Optional.empty();
        }
        return Optional.of(exemplified(parts, node.member(EXAMPLE), scope));
    }

    private Optional<Constraint> one(
            Operator operator, SourceNode.Entry entry, FieldShape shape, boolean ignoresCase, Scope scope) {
        if (!operator.judges(shape)) {
            scope.complain(
                    entry.keyAt(),
                    "'" + entry.key() + "' cannot judge this, which is " + shape.phrase() + hint(operator, shape));
            return Optional.empty();
        }
        Scope inside = scope.member(entry.key());
        return inside.attempt(
                entry.value(), () -> operator.read(new OperatorUse(rules, entry.value(), shape, ignoresCase, inside)));
    }

    private static String hint(Operator operator, FieldShape shape) {
        boolean wantsText = operator.operand() == Operator.Operand.TEXT;
        return wantsText && shape.allows(JsonKind.ARRAY) ? ". Did you mean 'has' or 'some'?" : "";
    }

    private static boolean ignoresCase(SourceNode.Mapping node, Scope scope) {
        SourceNode value = node.member(IGNORE_CASE);
        if (value == null) {
            return false;
        }
        boolean readsLetters = node.entries().stream()
                .anyMatch(entry -> Operator.ofWord(entry.key())
                        .filter(Operator::readsLetters)
                        .isPresent());
        if (!readsLetters) {
            scope.complain(
                    value, "'" + IGNORE_CASE + "' needs contains, starts_with, ends_with, matches or glob beside it");
        }
        return Boolean.TRUE.equals(Values.truth(value, scope.member(IGNORE_CASE)));
    }

    private static Constraint exemplified(List<Constraint> parts, @Nullable SourceNode example, Scope scope) {
        // an example alone says "this field, whatever it holds"
        Constraint constraint = parts.isEmpty() ? new Present() : parts.size() == 1 ? parts.get(0) : new AllOf(parts);
        if (example == null) {
            return constraint;
        }
        return scope.member(EXAMPLE)
                .<Constraint>attempt(example, () -> Optional.of(new Exemplified(constraint, example.toJson())))
                .orElse(constraint);
    }

    private static String unknown(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replace("_", "");
        String negated = plain.startsWith(NOT) ? plain.substring(NOT.length()) : "";
        return words().filter(known -> known.replace("_", "").equals(negated))
                .findFirst()
                .map(operator -> UnknownWord.meaning("operator", word, "", NOT + ": {" + operator + ": …}"))
                .orElseGet(() -> Elsewhere.unknown("operator", word, "", words().toList()));
    }
}
