package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Something without which a rule cannot hold.
 *
 * @param place where it must stand
 * @param key the whole value there, or a fragment of it
 */
record Clue(Place place, Key key) {
    /** What is looked up. */
    sealed interface Key {}

    /**
     * A text that is part of the value's text.
     *
     * @param text the text, folded, not empty
     */
    record Fragment(String text) implements Key {}

    /**
     * The whole value.
     *
     * @param value a text, a number without zeros at its end, a boolean, or the word null as a character
     */
    record Whole(Object value) implements Key {
        /** The key of a scalar; empty for what is none, and for numbers that are none. */
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

    /** How well it tells requests apart: a whole value better than any fragment, a long one better than a short one. */
    int strength() {
        return key instanceof Fragment fragment ? fragment.text().length() : Integer.MAX_VALUE;
    }
}
