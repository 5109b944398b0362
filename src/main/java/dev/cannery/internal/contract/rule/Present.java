package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;

/** The field is present, even if it is null or empty. */
public record Present() implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (value.isMissingNode()) {
            findings.report(FindingId.MISSING, at, this, value);
        }
    }

    @Override
    public String describe() {
        return "any value";
    }
}
