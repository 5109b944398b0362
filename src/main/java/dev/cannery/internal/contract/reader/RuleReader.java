package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Fields;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a rule: a scalar, a list, a map of field names, or a map of operators. */
final class RuleReader {
    /** The constraint that a rule on a field of this shape means; empty when it was complained of. */
    Optional<Constraint> read(SourceNode node, FieldShape shape, Scope scope) {
        return scope.attempt(node, () -> {
            if (node instanceof SourceNode.Scalar scalar) {
                return scalar(scalar, shape, scope);
            }
            return node instanceof SourceNode.Sequence sequence
                    ? sequence(sequence, shape, scope)
                    : mapping((SourceNode.Mapping) node, shape, scope);
        });
    }

    private Optional<Constraint> scalar(SourceNode.Scalar node, FieldShape shape, Scope scope) {
        JsonNode value = node.value();
        if (value.isTextual()) {
            String text = value.textValue();
            if (NumberRange.isNotation(text)) {
                return numberRange(node, text, shape, scope);
            }
            if (RequestFields.isTool(shape)) {
                return Optional.of(new ToolNamed(text));
            }
            if (RequestFields.isModel(shape) && text.contains("*")) {
                return Optional.of(new Glob(text, false));
            }
        }
        if (!value.isNull() && !shape.allows(kindOf(value))) {
            scope.complain(
                    node,
                    node.phrase() + " can never match, this is " + shape.phrase() + Elsewhere.meant(value, shape));
            return Optional.empty();
        }
        return Optional.of(Operator.literal(value));
    }

    private static Optional<Constraint> numberRange(
            SourceNode.Scalar node, String text, FieldShape shape, Scope scope) {
        if (!shape.allows(JsonKind.NUMBER)) {
            scope.complain(
                    node,
                    "the range " + text + " can never match, this is " + shape.phrase()
                            + ". A text that looks like a range is written {is: \"" + text + "\"}");
            return Optional.empty();
        }
        return Optional.of(NumberRange.parse(text));
    }

    private static JsonKind kindOf(JsonNode value) {
        for (JsonKind kind : JsonKind.values()) {
            if (kind.holds(value)) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind holds " + value);
    }

    private Optional<Constraint> sequence(SourceNode.Sequence node, FieldShape shape, Scope scope) {
        if (!shape.allows(JsonKind.ARRAY)) {
            scope.complain(
                    node,
                    "a list can never match, this is " + shape.phrase() + ". Did you mean 'any_of'"
                            + orRange(node, shape) + "?");
            return Optional.empty();
        }
        if (RequestFields.isTool(shape.element()) && !node.items().isEmpty() && areTexts(node.items())) {
            return toolNames(node, scope);
        }
        List<Constraint> elements = new ArrayList<>();
        for (int i = 0; i < node.items().size(); i++) {
            read(node.items().get(i), shape.element(), scope.element(i)).ifPresent(elements::add);
        }
        return elements.size() == node.items().size() ? Optional.of(new Elements(elements)) : Optional.empty();
    }

    /** Two numbers in a list are a range to some. */
    private static String orRange(SourceNode.Sequence node, FieldShape shape) {
        String numbers =
                node.items().stream().map(item -> item.toJson().asText()).collect(Collectors.joining(".."));
        return shape.allows(JsonKind.NUMBER) && node.items().size() == 2 && NumberRange.isNotation(numbers)
                ? ", or " + numbers
                : "";
    }

    private static Optional<Constraint> toolNames(SourceNode.Sequence node, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        for (SourceNode item : node.items()) {
            String name = item.toJson().textValue();
            if (!names.add(name)) {
                scope.complain(item, "the tool '" + name + "' is listed twice");
            }
        }
        return Optional.of(new ToolNames(names));
    }

    private static boolean areTexts(List<SourceNode> items) {
        return items.stream().allMatch(item -> item.toJson().isTextual());
    }

    private Optional<Constraint> mapping(SourceNode.Mapping node, FieldShape shape, Scope scope) {
        if (node.entries().isEmpty()) {
            scope.complain(
                    node,
                    "an empty map checks nothing. Did you mean "
                            + (shape.allows(JsonKind.OBJECT)
                                    ? "'{kind: object}' or '{is: {}}'?"
                                    : "'{present: true}'?"));
            return Optional.empty();
        }
        List<SourceNode.Entry> fields = node.entries().stream()
                .filter(entry -> shape.allows(JsonKind.OBJECT) && !OperatorsReader.isOperator(entry.key()))
                .toList();
        if (fields.size() == node.entries().size()) {
            return fields(node, shape, scope);
        }
        return isMixture(fields, shape, scope) ? Optional.empty() : new OperatorsReader(this).read(node, shape, scope);
    }

    /** Whether these fields stand beside operators, which is complained of; a word that is neither is no field here. */
    private static boolean isMixture(List<SourceNode.Entry> fields, FieldShape shape, Scope scope) {
        boolean namesKnownField =
                fields.stream().anyMatch(entry -> shape.memberNames().contains(entry.key()));
        boolean isMixture = namesKnownField || (shape.isOpen() && !fields.isEmpty());
        if (isMixture) {
            scope.complain(
                    fields.get(0).keyAt(),
                    "this map mixes the field '" + OneLine.value(fields.get(0).key())
                            + "' with operators. Put the fields and the operators into 'all_of', or the literal object under 'is'");
        }
        return isMixture;
    }

    private Optional<Constraint> fields(SourceNode.Mapping node, FieldShape shape, Scope scope) {
        Map<String, Constraint> members = new LinkedHashMap<>();
        for (SourceNode.Entry entry : node.entries()) {
            if (!shape.isOpen() && !shape.memberNames().contains(entry.key())) {
                scope.complain(entry.keyAt(), unknownMember(entry.key(), shape));
                continue;
            }
            read(entry.value(), shape.member(entry.key()), scope.member(entry.key()))
                    .ifPresent(constraint -> members.put(entry.key(), constraint));
        }
        return members.size() == node.entries().size() ? Optional.of(new Fields(members)) : Optional.empty();
    }

    private static String unknownMember(String key, FieldShape shape) {
        List<String> known = new ArrayList<>(shape.memberNames());
        known.addAll(Operator.words());
        String suggestion = Suggestion.sentence(key, known);
        return "unknown field '" + OneLine.value(key) + "'."
                + (suggestion.isEmpty() ? " Known are " + String.join(", ", shape.memberNames()) : suggestion);
    }

    /** Reads a range: a number, {@code 0..0.3}, or a map of bounds; empty when it was complained of. */
    Optional<NumberRange> range(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Mapping mapping) {
            return Bounds.read(mapping, scope);
        }
        JsonNode value = node.toJson();
        if (value.isNumber()) {
            return Optional.of(NumberRange.of(value.decimalValue(), value.decimalValue()));
        }
        if (value.isTextual() && NumberRange.isNotation(value.textValue())) {
            return Optional.of(NumberRange.parse(value.textValue()));
        }
        scope.complain(
                node,
                "a number, a range such as 1..4, or {min, max} is expected, was " + node.phrase()
                        + Bounds.meant(value.asText())
                                .map(meant -> ". Did you mean " + meant + "?")
                                .orElse(""));
        return Optional.empty();
    }
}
