package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;

/**
 * The value is missing, is null, or satisfies a constraint.
 *
 * @param constraint the constraint on a value that is present
 */
public record OptionalValue(Constraint constraint) implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (!value.isMissingNode() && !value.isNull()) {
            constraint.check(value, at, findings);
        }
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return "nothing or " + constraint.describe();
    }
}
