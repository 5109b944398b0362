package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Something that a request must contain for a rule to hold.
 *
 * @param place where it must be
 * @param key the whole value there, or a fragment of it
 */
record Clue(Place place, Key key) {
    /** The key to look up. */
    sealed interface Key {}

    /**
     * A text that is part of the value.
     *
     * @param text the text, folded, not empty
     */
    record Fragment(String text) implements Key {}

    /**
     * The whole value.
     *
     * @param value a text, a number without trailing zeros, a boolean, or the word null as a character
     */
    record Whole(Object value) implements Key {
        /** Returns the key of a scalar; empty for other values and for numbers that are not finite. */
        static Optional<Whole> of(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> Optional.of(new Whole(value.textValue()));
                case BOOLEAN -> Optional.of(new Whole(value.booleanValue()));
                case NULL -> Optional.of(new Whole('0'));
                case NUMBER ->
                    value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())
                            ? Optional.empty()
                            : Optional.of(new Whole(plain(value.decimalValue())));
                default -> Optional.empty();
            };
        }

        private static BigDecimal plain(BigDecimal number) {
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
    }

    /** Returns how selective it is: a whole value more than any fragment, a long fragment more than a short one. */
    int strength() {
        return key instanceof Fragment fragment ? fragment.text().length() : Integer.MAX_VALUE;
    }
}
