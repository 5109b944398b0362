package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value satisfies every one of several constraints.
 *
 * @param parts the constraints, at least one
 */
public record AllOf(List<Constraint> parts) implements Constraint {
    public AllOf {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("all_of must list at least one rule, otherwise it checks nothing");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        parts.forEach(part -> part.check(value, at, findings));
    }

    @Override
    public String describe() {
        return parts.stream().map(Constraint::describe).collect(Collectors.joining(" and "));
    }

    @Override
    public JsonNode example() {
        Findings findings = Findings.testing(null);
        return parts.stream()
                .map(Constraint::example)
                .filter(example -> !example.isMissingNode() && findings.wouldPass(this, example))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
