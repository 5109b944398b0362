package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.Tokens;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constraint as a map of operators; empty for those that have a form of their own and no operator. */
final class OperatorTree {
    private OperatorTree() {}

    static Optional<ObjectNode> of(Constraint constraint, FieldShape shape) {
        if (constraint instanceof AllOf all) {
            ObjectNode merged = MergedOperators.of(all.parts(), shape);
            return Optional.of(merged.isEmpty() ? one("all_of", RuleTree.list(all.parts(), shape)) : merged);
        }
        if (constraint instanceof Exemplified exemplified) {
            return Optional.of(exemplified(exemplified, shape));
        }
        return ofText(constraint).or(() -> ofValue(constraint)).or(() -> ofNested(constraint, shape));
    }

    private static ObjectNode exemplified(Exemplified rule, FieldShape shape) {
        ObjectNode tree = rule.constraint() instanceof Present
                ? Json.object()
                : of(rule.constraint(), shape)
                        .orElseGet(() -> one("all_of", RuleTree.list(List.of(rule.constraint()), shape)));
        return tree.set("example", rule.example());
    }

    private static Optional<ObjectNode> ofText(Constraint constraint) {
        if (constraint instanceof TextMatch match) {
            String word = switch (match.place()) {
                case ANYWHERE -> "contains";
                case START -> "starts_with";
                case END -> "ends_with";
            };
            return Optional.of(letters(word, match.text(), match.ignoreCase()));
        }
        if (constraint instanceof RegexMatch regex) {
            boolean ignoresCase = regex.ignoresCase();
            return Optional.of(letters("matches", regex.regex(), ignoresCase));
        }
        if (constraint instanceof Glob glob) {
            return Optional.of(letters("glob", glob.pattern(), glob.ignoreCase()));
        }
        return Optional.empty();
    }

    private static ObjectNode letters(String word, String text, boolean ignoresCase) {
        ObjectNode tree = Json.object().put(word, text);
        return ignoresCase ? tree.put("ignore_case", true) : tree;
    }

    private static Optional<ObjectNode> ofValue(Constraint constraint) {
        if (constraint instanceof Literal literal) {
            return Optional.of(one("is", literal.value()));
        }
        if (constraint instanceof NumberRange range) {
            return Optional.of(RangeTree.bounds(range));
        }
        if (constraint instanceof Size size) {
            return Optional.of(one("size", RangeTree.count(size.range())));
        }
        if (constraint instanceof Tokens tokens) {
            return Optional.of(one("tokens", RangeTree.count(tokens.range())));
        }
        if (constraint instanceof KindIs kinds) {
            List<String> words = kinds.kinds().stream().map(JsonKind::word).toList();
            return Optional.of(one("kind", words.size() == 1 ? TextNode.valueOf(words.get(0)) : Json.treeOf(words)));
        }
        if (constraint instanceof ConformsTo conforms) {
            return Optional.of(one("conforms_to", conforms.schema()));
        }
        if (constraint instanceof Absent) {
            return Optional.of(Json.object().put("absent", true));
        }
        return constraint instanceof Present ? Optional.of(Json.object().put("present", true)) : Optional.empty();
    }

    private static Optional<ObjectNode> ofNested(Constraint constraint, FieldShape shape) {
        if (constraint instanceof AnyOf any) {
            return Optional.of(one("any_of", RuleTree.list(any.options(), shape)));
        }
        if (constraint instanceof Not not) {
            return Optional.of(one("not", RuleTree.of(not.constraint(), shape)));
        }
        if (constraint instanceof OptionalValue optional) {
            JsonNode rule = RuleTree.of(optional.constraint(), shape);
            // a bare null would be taken for a rule that was forgotten
            return Optional.of(one("optional", rule.isNull() ? one("is", rule) : rule));
        }
        if (constraint instanceof JsonText json) {
            return Optional.of(one("json", RuleTree.of(json.constraint(), FieldShape.ANY)));
        }
        return ofElements(constraint, shape.element());
    }

    private static Optional<ObjectNode> ofElements(Constraint constraint, FieldShape element) {
        if (constraint instanceof ElementAt at) {
            return Optional.of(one(word(at.end()), RuleTree.of(at.constraint(), element)));
        }
        if (constraint instanceof Quantified quantified) {
            return Optional.of(one(word(quantified.quantity()), RuleTree.of(quantified.constraint(), element)));
        }
        if (constraint instanceof InOrder inOrder) {
            return Optional.of(one("in_order", RuleTree.list(inOrder.elements(), element)));
        }
        if (constraint instanceof HasAll has) {
            return Optional.of(one("has", RuleTree.list(has.elements(), element)));
        }
        return Optional.empty();
    }

    /** The operators that select elements are named as the constants of their enums. */
    private static String word(Enum<?> selector) {
        return selector.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode one(String word, JsonNode operand) {
        return Json.object().set(word, operand);
    }
}
