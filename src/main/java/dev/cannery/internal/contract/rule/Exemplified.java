package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;

/**
 * A constraint with an example value for building requests; the example is not checked against requests.
 *
 * @param constraint the constraint
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
