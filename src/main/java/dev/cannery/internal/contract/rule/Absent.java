package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;

/** The field is missing; null and an empty array do not count as missing. */
public record Absent() implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (!value.isMissingNode()) {
            findings.report(FindingId.PRESENT, at, this, value);
        }
    }

    @Override
    public String describe() {
        return "no such field";
    }
}
