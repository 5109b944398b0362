package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.rule.LateField;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.rule.Subject;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Member;
import org.jspecify.annotations.Nullable;

/**
 * Holds one top-level field against what the model does with it and against its shape.
 *
 * @param field the field
 * @param late how the field is judged at another place of the order too, null when it is judged here alone
 */
record FieldCheck(Member field, @Nullable LateField late) implements ProfileRule {
    @Override
    public void apply(Subject subject, Inspection inspection) {
        JsonNode value = subject.request().field(field.name());
        if (value.isMissingNode() || (value.isNull() && (field.nullable() || subject.takesNull(field.name())))) {
            return;
        }
        inspection.enter(field.name());
        if (late != null && late.isTypeFirst()) {
            field.shape().checkType(value, inspection);
        } else if (late != null || !isRefusedByModel(value, subject, inspection)) {
            field.shape().check(value, inspection);
        }
        inspection.leave();
    }

    /** A field that the model refuses is refused whatever its value, so its shape is then not looked at. */
    private boolean isRefusedByModel(JsonNode value, Subject subject, Inspection inspection) {
        Capability capability = subject.capability(field.name());
        return capability != null && capability.refuse(value, inspection);
    }
}
