package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a value in a request and its limits, from a profile. Immutable. */
public sealed interface Shape
        permits Shape.Any,
                Shape.Flag,
                Shape.Id,
                Shape.Never,
                Shape.Numeric,
                Shape.Text,
                Shape.OfObject,
                ListShape,
                UnionShape {

    /** Whether the value has the expected JSON type, whatever else is wrong with it. */
    boolean admits(JsonNode value);

    /** Returns the expected type in the API's words, such as {@code an array of objects}. */
    String expected();

    /** Reports what is wrong with a value of the expected type. */
    void checkAdmitted(JsonNode value, Inspection inspection);

    /** Reports the value at the inspection's place if it has the wrong type. */
    default void checkType(JsonNode value, Inspection inspection) {
        if (!admits(value)) {
            inspection.report(Refusals.wrongType(inspection.path(), expected(), value));
        }
    }

    /** Reports what is wrong with the value at the inspection's place. */
    default void check(JsonNode value, Inspection inspection) {
        if (admits(value)) {
            checkAdmitted(value, inspection);
        } else {
            checkType(value, inspection);
        }
    }

    /** An object, whatever is known of its members. */
    sealed interface OfObject extends Shape permits MapShape, ObjectShape, TaggedShape {
        /** Returns the type in the API's words; null for {@code an object}. */
        @Nullable
        String words();

        @Override
        default boolean admits(JsonNode value) {
            return value.isObject();
        }

        @Override
        default String expected() {
            String own = words();
            return own == null ? "an object" : own;
        }
    }

    /** Any value. */
    record Any() implements Shape {
        @Override
        public boolean admits(JsonNode value) {
            return true;
        }

        @Override
        public String expected() {
            return "any value";
        }

        @Override
        public void checkAdmitted(JsonNode value, Inspection inspection) {}
    }

    /**
     * The id of an item.
     *
     * @param prefix the letters with which it begins; empty when it may begin with any
     */
    record Id(String prefix) implements Shape {
        @Override
        public boolean admits(JsonNode value) {
            return value.isTextual();
        }

        @Override
        public String expected() {
            return "a string";
        }

        @Override
        public void checkAdmitted(JsonNode value, Inspection inspection) {
            String id = value.textValue();
            if (id.isEmpty() || !id.chars().allMatch(Id::isOfId)) {
                inspection.report(Refusals.noId(inspection.path(), id));
            } else if (!id.startsWith(prefix)) {
                inspection.report(Refusals.wrongPrefix(inspection.path(), id, prefix));
            }
        }

        private static boolean isOfId(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }
    }

    /**
     * A type of value that a union lists, but of which no value is accepted.
     *
     * @param type the type
     * @param words what is expected instead, in the API's words
     */
    record Never(Shape type, String words) implements Shape {
        @Override
        public boolean admits(JsonNode value) {
            return type.admits(value);
        }

        @Override
        public String expected() {
            return words;
        }

        @Override
        public void checkAdmitted(JsonNode value, Inspection inspection) {
            inspection.report(Refusals.wrongType(inspection.path(), words, value));
        }
    }

    /**
     * True or false.
     *
     * @param only the one value that is accepted, null when both are
     */
    record Flag(@Nullable Boolean only) implements Shape {
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

    /**
     * A number, or an integer.
     *
     * @param integer whether a number with a fraction part is refused, even if the fraction is zero
     * @param min the minimum, null when there is none
     * @param max the maximum, null when there is none
     */
    record Numeric(
            boolean integer,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) implements Shape {
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

        /** Whether the value is an integer, of any length, greater than this. */
        public static boolean isIntegerAbove(JsonNode value, long bound) {
            return value.isIntegralNumber() && compare(value, BigDecimal.valueOf(bound)) > 0;
        }

        private static int compare(JsonNode value, BigDecimal bound) {
            if (value.isInt() || value.isDouble()) {
                // the usual case, without a BigDecimal; adds zero because the API treats -0.0 as zero, but Double as
                // less than
                // zero
                return Double.compare(value.doubleValue() + 0.0, bound.doubleValue());
            }
            return value.decimalValue().compareTo(bound);
        }
    }

    /**
     * A string.
     *
     * @param values the accepted values in the order in which a refusal lists them, empty when any is accepted
     * @param minLength the minimum number of characters
     * @param maxLength the maximum number of characters
     * @param pattern the pattern that the text must contain, null when there is none; it comes from a profile's author, never from
     *     a client, so it uses the JDK's engine, which is faster on short names
     * @param sentence the whole message for a value that is not in {@code values}, null for the usual one
     */
    record Text(
            List<String> values,
            int minLength,
            int maxLength,
            @Nullable Pattern pattern,
            @Nullable String sentence) implements Shape {
        /** Keeps its own copy of the list. */
        public Text {
            values = List.copyOf(values);
        }

        @Override
        public boolean admits(JsonNode value) {
            return value.isTextual();
        }

        @Override
        public String expected() {
            return values.isEmpty()
                    ? "a string"
                    : "one of "
                            + Echo.quoted(values.stream().map(Echo::shortened).toList(), "or");
        }

        @Override
        public void checkAdmitted(JsonNode value, Inspection inspection) {
            String text = value.textValue();
            if (!values.isEmpty() && !values.contains(text)) {
                inspection.report(
                        sentence == null
                                ? Refusals.invalidValue(inspection.path(), text, values)
                                : Refusals.plain(inspection.path(), sentence));
            } else if (text.length() < minLength) {
                inspection.report(Refusals.tooShort(inspection.path(), minLength));
            } else if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
                inspection.report(Refusals.tooLong(inspection.path(), maxLength, text));
            } else if (pattern != null && !pattern.matcher(text).find()) {
                inspection.report(Refusals.noMatch(inspection.path(), pattern.pattern()));
            }
        }
    }
}
