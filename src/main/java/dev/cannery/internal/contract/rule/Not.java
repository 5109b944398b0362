package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;

/**
 * The value does not satisfy a constraint. A missing value passes.
 *
 * @param constraint the constraint that must not hold
 */
public record Not(Constraint constraint) implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.wouldPass(constraint, value)) {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return "not " + constraint.describe();
    }
}
