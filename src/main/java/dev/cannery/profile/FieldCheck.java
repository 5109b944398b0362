package dev.cannery.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.profile.model.Capability;
import dev.cannery.profile.rule.Rule;
import dev.cannery.profile.rule.Subject;
import dev.cannery.profile.shape.Inspection;
import dev.cannery.profile.shape.Member;

/**
 * Holds one top-level field against what the model does with it and against its shape.
 *
 * @param field the field
 * @param late whether the model's capability is asked at another place of the order
 */
record FieldCheck(Member field, boolean late) implements Rule {
    @Override
    public void apply(Subject subject, Inspection inspection) {
        JsonNode value = subject.request().field(field.name());
        if (value.isMissingNode() || (value.isNull() && field.nullable())) {
            return;
        }
        inspection.enter(field.name());
        Capability capability = late ? null : subject.capability(field.name());
        // a field that the model refuses is refused whatever its value, so its shape is then not looked at
        if (capability == null || !capability.refuse(value, inspection)) {
            field.shape().check(value, inspection);
        }
        inspection.leave();
    }
}
