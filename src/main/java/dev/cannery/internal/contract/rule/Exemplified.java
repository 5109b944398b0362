package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;

/**
 * A constraint with a concrete value, used when a request has to be built; the value is no check.
 *
 * @param constraint what is checked
 * @param example a value that satisfies it
 */
public record Exemplified(Constraint constraint, JsonNode example) implements Constraint {
    public Exemplified {
        Findings findings = Findings.collecting(null);
        constraint.check(example, Findings.NOWHERE, findings);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException("the example does not satisfy its own rule: expected "
                    + findings.mismatches().get(0).expected() + ", was " + Excerpt.of(example));
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        constraint.check(value, at, findings);
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return constraint.describe();
    }
}
