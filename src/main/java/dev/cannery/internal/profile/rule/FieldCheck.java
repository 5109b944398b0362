package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.profile.shape.Refusals;

/**
 * Checks one top-level field: whether the model accepts its value, and whether the value has the field's shape.
 *
 * @param field the field
 * @param isLate whether the model's limits are checked only after all other fields
 * @param isTypeFirst whether only the type of a late field is checked in its place, and its range later
 * @param isForModel whether the model's treatment of the field is part of the check
 */
public record FieldCheck(Member field, boolean isLate, boolean isTypeFirst, boolean isForModel) implements ProfileRule {
    @Override
    public void apply(ReviewedRequest subject, Inspection inspection) {
        JsonNode value = subject.request().field(field.name());
        if (value.isMissingNode() || (value.isNull() && (field.nullable() || subject.takesNull(field.name())))) {
            return;
        }
        if (value.isNull() && field.nullIsObject()) {
            inspection.report(Refusals.nullAsObject(field.name()));
            return;
        }
        inspection.enter(field.name());
        if (isTypeFirst) {
            field.shape().checkType(value, inspection);
        } else if (isLate || !isRefusedByModel(value, subject, inspection)) {
            // a value that the model refuses is not checked further
            field.shape().check(value, inspection);
        }
        inspection.leave();
    }

    /** Runs the checks of a late field that were skipped in its place. */
    void applyLate(ReviewedRequest subject, Inspection inspection) {
        JsonNode value = subject.sent(field.name());
        if (value.isMissingNode() || inspection.isOver()) {
            return;
        }
        inspection.enter(field.name());
        if (isTypeFirst && field.shape().admits(value)) {
            field.shape().checkAdmitted(value, inspection);
        }
        isRefusedByModel(value, subject, inspection);
        inspection.leave();
    }

    private boolean isRefusedByModel(JsonNode value, ReviewedRequest subject, Inspection inspection) {
        Capability capability = isForModel ? subject.capability(field.name()) : null;
        return capability != null && capability.refuse(value, inspection);
    }
}
