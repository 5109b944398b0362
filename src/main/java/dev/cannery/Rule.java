package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.contract.format.Operator;
import dev.cannery.internal.contract.format.OperatorsForm;
import dev.cannery.internal.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule on one value, created by {@link Rules}. Immutable. */
public final class Rule {
    private final JsonNode tree;

    private Rule(JsonNode tree) {
        this.tree = tree;
    }

    static Rule of(Operator<?, ?> operator, @Nullable Object operand) {
        return of(operator.word(), operand);
    }

    static Rule of(Key<?> key, @Nullable Object operand) {
        return of(key.word(), operand);
    }

    /** Returns a rule with one operator or member. */
    static Rule of(String member, @Nullable Object operand) {
        return new Rule(Json.object().set(member, Keys.tree(operand)));
    }

    /** Returns the rule for a plain text or list, as in a contract file. */
    static Rule plain(Object value) {
        return new Rule(Keys.tree(value));
    }

    JsonNode tree() {
        return tree;
    }

    /**
     * Returns a rule that holds if both rules hold: {@code contains("a").and(startsWith("b"))}.
     *
     * @throws IllegalArgumentException if both use the same operator or member, or one is a plain text or list; use
     *     {@link Rules#allOf} then
     */
    public Rule and(Rule other) {
        if (!(tree instanceof ObjectNode mine) || !(other.tree instanceof ObjectNode theirs)) {
            throw new IllegalArgumentException("a plain value cannot be combined with and(…). Use allOf(…, …)");
        }
        ObjectNode both = mine.deepCopy();
        for (Map.Entry<String, JsonNode> entry : theirs.properties()) {
            if (both.has(entry.getKey())) {
                throw new IllegalArgumentException(
                        "both rules have '" + entry.getKey() + "'. Combine them with allOf(…, …)");
            }
            both.set(entry.getKey(), entry.getValue());
        }
        return new Rule(both);
    }

    /** Returns this rule, ignoring case. */
    public Rule ignoringCase() {
        return and(of(OperatorsForm.IGNORE_CASE, true));
    }

    /** Returns this rule with an example value, which must satisfy it and is used to build requests. */
    public Rule withExample(@Nullable Object example) {
        return and(of(OperatorsForm.EXAMPLE, example));
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
