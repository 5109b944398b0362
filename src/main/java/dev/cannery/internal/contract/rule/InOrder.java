package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value is an array with elements that satisfy these constraints in this order; other elements may be in between.
 *
 * @param elements the constraints in order
 */
public record InOrder(List<Constraint> elements) implements Constraint {
    public InOrder {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("in_order must list at least one rule, otherwise it checks nothing");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        int next = 0;
        for (int i = 0; i < value.size() && next < elements.size(); i++) {
            if (findings.wouldPass(elements.get(next), value.get(i))) {
                next++;
            }
        }
        if (next < elements.size()) {
            int found = next;
            findings.report(
                    FindingId.VALUE, at, () -> describe() + " (" + found + " of " + elements.size() + " found)", value);
        }
    }

    @Override
    public List<Constraint> parts() {
        return elements;
    }

    @Override
    public String describe() {
        return elements.stream().map(Constraint::describe).collect(Collectors.joining(", then ", "in order ", ""));
    }

    @Override
    public JsonNode example() {
        return Elements.exampleOf(elements);
    }
}
