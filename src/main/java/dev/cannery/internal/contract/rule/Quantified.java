package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.List;

/**
 * The value is an array of which some, all or none of the elements satisfy a constraint.
 *
 * @param quantity how many must satisfy it
 * @param constraint the constraint on an element
 */
public record Quantified(Quantity quantity, Constraint constraint) implements Constraint {
    /** The number of elements that must satisfy a constraint. */
    public enum Quantity {
        SOME("some element that is "),
        EVERY("only elements that are "),
        NONE("no element that is ");

        private final String words;

        Quantity(String words) {
            this.words = words;
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        if (quantity == Quantity.EVERY) {
            for (int i = 0; i < value.size(); i++) {
                constraint.check(value.get(i), at.element(i), findings);
            }
            return;
        }
        int found = indexOf(value, findings);
        if (quantity == Quantity.SOME && found < 0) {
            findings.report(FindingId.VALUE, at, this, value);
        } else if (quantity == Quantity.NONE && found >= 0) {
            findings.report(FindingId.VALUE, at.element(found), this, value.get(found));
        }
    }

    private int indexOf(JsonNode array, Findings findings) {
        for (int i = 0; i < array.size(); i++) {
            if (findings.wouldPass(constraint, array.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return quantity.words + constraint.describe();
    }

    @Override
    public JsonNode example() {
        return Elements.exampleOf(quantity == Quantity.SOME ? List.of(constraint) : List.of());
    }
}
