package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The value is an array that holds, for each of these constraints, an element that satisfies it, and maybe others; one
 * element may satisfy several.
 *
 * @param elements the constraints, in no order
 */
public record HasAll(List<Constraint> elements) implements Constraint {
    public HasAll {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("has must list at least one element, it would check nothing");
        }
        if (Set.copyOf(elements).size() < elements.size()) {
            throw new IllegalArgumentException("has lists one rule twice, and one element satisfies both. Did you mean"
                    + " 'in_order', or 'size' beside it?");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        for (Constraint element : elements) {
            if (!isIn(value, element, findings)) {
                findings.report(FindingId.VALUE, at, new HasAll(List.of(element)), value);
            }
        }
    }

    private static boolean isIn(JsonNode array, Constraint constraint, Findings findings) {
        for (JsonNode element : array) {
            if (findings.wouldPass(constraint, element)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Constraint> parts() {
        return elements;
    }

    @Override
    public String describe() {
        return elements.stream().map(Constraint::describe).collect(Collectors.joining(" and ", "a list with ", ""));
    }

    @Override
    public JsonNode example() {
        return Elements.exampleOf(elements);
    }
}
