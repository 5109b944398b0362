package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;

/**
 * The value is an array whose first or last element satisfies a constraint.
 *
 * @param end which element
 * @param constraint the constraint on it
 */
public record ElementAt(End end, Constraint constraint) implements Constraint {
    /** An end of an array. */
    public enum End {
        FIRST,
        LAST
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        if (value.isEmpty()) {
            findings.report(FindingId.RANGE, at, this, value);
            return;
        }
        int index = end == End.FIRST ? 0 : value.size() - 1;
        constraint.check(value.get(index), at.element(index), findings);
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return "a " + (end == End.FIRST ? "first" : "last") + " element that is " + constraint.describe();
    }

    @Override
    public JsonNode example() {
        return Elements.exampleOf(List.of(constraint));
    }
}
