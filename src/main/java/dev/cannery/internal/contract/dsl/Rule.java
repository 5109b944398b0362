package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of one value: the operators of {@link Rules}, {@link NumberRules}, {@link ListRules} and
 * {@link CombinedRules}. Wherever a rule is wanted, a plain value, list or map means what it means in a contract file.
 */
public final class Rule {
    private final ObjectNode operators;

    private Rule(ObjectNode operators) {
        this.operators = operators;
    }

    static Rule of(String operator, @Nullable Object operand) {
        return new Rule(Json.object().set(operator, Trees.of(operand)));
    }

    static Rule ofFields(ObjectNode fields) {
        return new Rule(fields);
    }

    JsonNode tree() {
        return operators;
    }

    /**
     * Both rules hold: the operators of both in one map.
     *
     * @throws IllegalArgumentException when both use the same operator; that is said by {@link CombinedRules#allOf}
     */
    public Rule and(Rule other) {
        ObjectNode both = operators.deepCopy();
        for (Map.Entry<String, JsonNode> operator : other.operators.properties()) {
            if (both.has(operator.getKey())) {
                throw new IllegalArgumentException(
                        "both rules say '" + operator.getKey() + "'. Join them by allOf(…, …)");
            }
            both.set(operator.getKey(), operator.getValue());
        }
        return new Rule(both);
    }

    /** The same rule, to which letters of either case are the same. */
    public Rule ignoringCase() {
        return and(of("ignore_case", true));
    }

    /** The same rule with a value that satisfies it, for when a request has to be built. */
    public Rule withExample(@Nullable Object example) {
        return and(of("example", example));
    }

    @Override
    public String toString() {
        return Json.compact(operators);
    }
}
