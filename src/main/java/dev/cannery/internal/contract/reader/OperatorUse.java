package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operator with its operand where it stands in a file; reads the operand in the form that the operator wants.
 *
 * @param rules reads rules inside rules
 * @param operand what follows the operator
 * @param shape the shape of the field that is judged
 * @param ignoresCase whether {@code ignore_case: true} stands beside it
 * @param scope where it stands
 */
record OperatorUse(RuleReader rules, SourceNode operand, FieldShape shape, boolean ignoresCase, Scope scope) {
    Optional<Constraint> text(Function<String, Constraint> made) {
        if (operand instanceof SourceNode.Sequence) {
            throw new IllegalArgumentException(
                    "a text is expected, was a list. Did you mean 'any_of' or 'all_of', with a"
                            + " rule for each text?");
        }
        return Optional.ofNullable(Values.text(operand, scope)).map(made);
    }

    Optional<Constraint> onlyTrue(String opposite, Constraint made) {
        Boolean truth = Values.truth(operand, scope);
        if (Boolean.FALSE.equals(truth)) {
            throw new IllegalArgumentException("this is always written true. Did you mean '" + opposite + ": true'?");
        }
        return Optional.ofNullable(truth).map(yes -> made);
    }

    Optional<Constraint> rule(FieldShape judged) {
        return rules.read(operand, judged, scope);
    }

    /** A rule that says more than that null is allowed. */
    Optional<Constraint> optionalRule() {
        if (operand instanceof SourceNode.Scalar scalar && scalar.value().isNull()) {
            throw new IllegalArgumentException(
                    "nothing follows 'optional'. Write the rule of a value that is there, or leave the field out");
        }
        return rule(shape);
    }

    Optional<Constraint> element(Function<Constraint, Constraint> made) {
        return rule(shape.element()).map(made);
    }

    Optional<List<Constraint>> elements() {
        // a single name or rule is a list of one
        return operand instanceof SourceNode.Sequence
                ? rules(shape.element())
                : rule(shape.element()).map(List::of);
    }

    Optional<List<Constraint>> rules(FieldShape judged) {
        List<Constraint> read = new ArrayList<>();
        int[] expected = {0};
        Values.forEach(operand, scope, (item, itemScope) -> {
            expected[0]++;
            rules.read(item, judged, itemScope).ifPresent(read::add);
        });
        boolean isWhole = operand instanceof SourceNode.Sequence && read.size() == expected[0];
        return isWhole ? Optional.of(read) : Optional.empty();
    }

    Optional<NumberRange> range() {
        return rules.range(operand, scope);
    }

    Optional<List<JsonKind>> kinds() {
        List<SourceNode> items = operand instanceof SourceNode.Sequence sequence ? sequence.items() : List.of(operand);
        List<JsonKind> kinds = new ArrayList<>();
        for (SourceNode item : items) {
            String word = Values.text(item, scope);
            if (word != null) {
                JsonKind.ofWord(word)
                        .ifPresentOrElse(
                                kind -> kind(kind, item, kinds), () -> scope.complain(item, unknownKind(word)));
            }
        }
        return kinds.size() == items.size() ? Optional.of(kinds) : Optional.empty();
    }

    private void kind(JsonKind kind, SourceNode item, List<JsonKind> kinds) {
        if (kind == JsonKind.NULL || shape.allows(kind)) {
            kinds.add(kind);
        } else {
            scope.complain(item, kind.phrase() + " can never match, this is " + shape.phrase());
        }
    }

    private static String unknownKind(String word) {
        return UnknownWord.sentence("kind", word, JsonKind.words());
    }

    Optional<JsonNode> schema() {
        if (operand instanceof SourceNode.Scalar scalar && scalar.value().isTextual()) {
            return scope.files().schema(scalar.value().textValue(), operand, scope);
        }
        return Optional.of(operand.toJson());
    }
}
