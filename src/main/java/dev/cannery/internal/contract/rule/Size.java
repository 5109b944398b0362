package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.math.BigDecimal;

/**
 * The value has a number of elements, members or characters in a range.
 *
 * @param range the range
 */
public record Size(NumberRange range) implements Constraint {
    public Size {
        if (!range.admitsCount()) {
            throw new IllegalArgumentException("a size must be a whole number of at least 0, was " + range.describe());
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isTextual() || value.isContainerNode(), at, this, value)) {
            return;
        }
        int size = value.isTextual()
                ? value.textValue().codePointCount(0, value.textValue().length())
                : value.size();
        if (!range.contains(BigDecimal.valueOf(size))) {
            findings.report(FindingId.RANGE, at, this, value);
        }
    }

    @Override
    public String describe() {
        return "a size of " + range.describe();
    }
}
