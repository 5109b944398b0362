package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value satisfies at least one of several constraints.
 *
 * @param options the constraints, at least one
 */
public record AnyOf(List<Constraint> options) implements Constraint {
    public AnyOf {
        options = List.copyOf(options);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("any_of must list at least one rule, otherwise nothing matches");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        for (Constraint option : options) {
            if (findings.wouldPass(option, value)) {
                return;
            }
        }
        findings.reportOrMissing(FindingId.VALUE, at, this, value);
    }

    @Override
    public List<Constraint> parts() {
        return options;
    }

    @Override
    public String describe() {
        return "any of " + options.stream().map(Constraint::describe).collect(Collectors.joining(" | "));
    }

    @Override
    public JsonNode example() {
        return options.get(0).example();
    }
}
