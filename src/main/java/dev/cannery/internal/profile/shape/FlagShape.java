package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * True or false.
 *
 * @param only the one value that is accepted, null when both are
 */
public record FlagShape(@Nullable Boolean only) implements Shape {
    @Override
    public boolean admits(JsonNode value) {
        return value.isBoolean();
    }

    @Override
    public String expected() {
        return "a boolean";
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        if (only != null && value.booleanValue() != only) {
            inspection.report(Refusals.invalidValue(inspection.path(), value.asText(), List.of(only.toString())));
        }
    }
}
