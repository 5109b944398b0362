package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value is an array of exactly as many elements as there are constraints, each of which satisfies its own.
 *
 * @param elements the constraints in the order of the elements
 */
public record Elements(List<Constraint> elements) implements Constraint {
    public Elements {
        elements = List.copyOf(elements);
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        if (value.size() != elements.size()) {
            findings.report(FindingId.RANGE, at, this, value);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).check(value.get(i), at.element(i), findings);
        }
    }

    @Override
    public List<Constraint> parts() {
        return elements;
    }

    @Override
    public String describe() {
        return elements.stream().map(Constraint::describe).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public JsonNode example() {
        return exampleOf(elements);
    }

    /** Returns an array of the constraints' examples; a missing node when one of them has none. */
    static JsonNode exampleOf(List<Constraint> constraints) {
        ArrayNode example = JsonNodeFactory.instance.arrayNode();
        for (Constraint constraint : constraints) {
            JsonNode value = constraint.example();
            if (value.isMissingNode()) {
                return value;
            }
            example.add(value);
        }
        return example;
    }
}
