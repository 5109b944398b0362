package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The value is an array that has, for each constraint, an element that satisfies it. There may be other elements, and one
 * element may satisfy several constraints.
 *
 * @param elements the constraints, in any order
 */
public record HasAll(List<Constraint> elements) implements Constraint {
    public HasAll {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("has must list at least one element, otherwise it checks nothing");
        }
        if (Set.copyOf(elements).size() < elements.size()) {
            throw new IllegalArgumentException("has lists a rule twice, but one element satisfies both. Did you mean"
                    + " 'in_order', or an additional 'size'?");
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
