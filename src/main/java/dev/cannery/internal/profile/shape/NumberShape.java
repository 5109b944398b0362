package dev.cannery.internal.profile.shape;

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

    /** Whether the value is an integer, of any length, beyond this. */
    public static boolean isIntegerAbove(JsonNode value, long bound) {
        return value.isIntegralNumber() && compare(value, BigDecimal.valueOf(bound)) > 0;
    }

    private static int compare(JsonNode value, BigDecimal bound) {
        if (value.isInt() || value.isDouble()) {
            // the usual case, without a BigDecimal; plus zero, for -0.0 is zero to the API but less than it to Double
            return Double.compare(value.doubleValue() + 0.0, bound.doubleValue());
        }
        return value.decimalValue().compareTo(bound);
    }
}
