package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** The rules on a request as a tree of the format. */
final class RequestTree {
    private static final FieldShape TEXT = RequestFields.shapeOf("user");

    private RequestTree() {}

    static ObjectNode of(List<FieldRule> rules) {
        ObjectNode tree = Json.object();
        rules.forEach(rule -> put(tree, rule.part(), RuleTree.of(rule.constraint(), shapeOf(rule.part()))));
        return tree;
    }

    private static FieldShape shapeOf(RequestPart part) {
        if (part instanceof RequestPart.JsonPathValue) {
            return FieldShape.ANY;
        }
        return part instanceof RequestPart.BodyField field ? RequestFields.shapeOf(field.label()) : TEXT;
    }

    private static void put(ObjectNode tree, RequestPart part, JsonNode rule) {
        if (part instanceof RequestPart.Header header) {
            putOnce(Json.objectIn(tree, "headers"), header.name(), rule);
        } else if (part instanceof RequestPart.QueryParameter parameter) {
            putOnce(Json.objectIn(tree, "query"), parameter.name(), rule);
        } else if (part instanceof RequestPart.ToolResult result) {
            putOnce(Json.objectIn(tree, "tool_results"), result.tool(), rule);
        } else if (part instanceof RequestPart.JsonPathValue path) {
            putOnce(Json.objectIn(tree, "jsonpath"), path.expression(), rule);
        } else {
            putOnce(tree, part.label(), rule);
        }
    }

    private static void putOnce(ObjectNode tree, String key, JsonNode rule) {
        if (tree.has(key)) {
            throw new IllegalArgumentException(
                    "a request must have one rule on " + key + ", had two. Join them by AllOf");
        }
        tree.set(key, rule);
    }
}
