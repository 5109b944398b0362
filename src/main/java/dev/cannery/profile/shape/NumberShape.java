package dev.cannery.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number, or an integer.
 *
 * @param integer whether a number with a fraction part is refused, be the part zero
 * @param min the least value, null when there is none
 * @param max the greatest value, null when there is none
 */
public record NumberShape(
        boolean integer, @Nullable BigDecimal min, @Nullable BigDecimal max) implements Shape {
    @Override
    public boolean admits(JsonNode value) {
        return integer ? value.isIntegralNumber() : value.isNumber();
    }

    @Override
    public String expected() {
        return integer ? "an integer" : "a decimal";
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        if (min != null && compare(value, min) < 0) {
            inspection.report(Refusals.outOfRange(inspection.path(), integer, false, min, value));
        } else if (max != null && compare(value, max) > 0) {
            inspection.report(Refusals.outOfRange(inspection.path(), integer, true, max, value));
        }
    }

    private static int compare(JsonNode value, BigDecimal bound) {
        if (value.isInt() || value.isDouble()) {
            // the usual case, without a BigDecimal
            return Double.compare(value.doubleValue(), bound.doubleValue());
        }
        return value.decimalValue().compareTo(bound);
    }
}
