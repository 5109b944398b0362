package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Fields;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.Arrays;
import java.util.List;

/**
 * A constraint as a tree of the format, in the shortest form that means it on a field of the shape: a scalar, a list, a
 * map of fields, or a map of operators.
 */
final class RuleTree {
    private RuleTree() {}

    static JsonNode of(Constraint constraint, FieldShape shape) {
        if (constraint instanceof Literal literal && meansItself(literal.value(), shape)) {
            return literal.value();
        }
        if (constraint instanceof NumberRange range && !range.excludesFrom() && !range.excludesTo()) {
            return TextNode.valueOf(RangeTree.notation(range));
        }
        if (constraint instanceof Glob glob && isModelGlob(glob, shape)) {
            return TextNode.valueOf(glob.pattern());
        }
        if (constraint instanceof ToolNamed tool) {
            return TextNode.valueOf(tool.name());
        }
        if (constraint instanceof ToolNames tools) {
            return Json.treeOf(tools.names());
        }
        if (constraint instanceof Elements elements) {
            return list(elements.elements(), shape.element());
        }
        if (constraint instanceof Fields fields) {
            ObjectNode members = Json.object();
            fields.members().forEach((name, rule) -> members.set(name, of(rule, shape.member(name))));
            return members;
        }
        return OperatorTree.of(constraint, shape)
                .orElseThrow(() -> new IllegalStateException("no words for " + constraint));
    }

    /** The rules of a list, each on a value of the shape. */
    static ArrayNode list(List<Constraint> rules, FieldShape shape) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> list.add(of(rule, shape)));
        return list;
    }

    /** Whether the reader takes a bare value for just this literal. */
    private static boolean meansItself(JsonNode value, FieldShape shape) {
        if (value.isTextual()) {
            boolean isSugar = NumberRange.isNotation(value.textValue())
                    || RequestFields.isTool(shape)
                    || (RequestFields.isModel(shape) && value.textValue().contains("*"));
            return shape.allows(JsonKind.STRING) && !isSugar;
        }
        return value.isNull() || (value.isValueNode() && isAllowed(value, shape));
    }

    private static boolean isAllowed(JsonNode value, FieldShape shape) {
        return Arrays.stream(JsonKind.values()).anyMatch(kind -> kind.holds(value) && shape.allows(kind));
    }

    private static boolean isModelGlob(Glob glob, FieldShape shape) {
        return RequestFields.isModel(shape)
                && glob.pattern().contains("*")
                && !glob.ignoreCase()
                && !NumberRange.isNotation(glob.pattern());
    }
}
