package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of a JSON value; an integer is also a number. */
public enum JsonKind {
    STRING("a string"),
    NUMBER("a number"),
    INTEGER("an integer"),
    BOOLEAN("true or false"),
    OBJECT("an object"),
    ARRAY("an array"),
    NULL("null");

    private final String phrase;

    JsonKind(String phrase) {
        this.phrase = phrase;
    }

    /** Returns the type's name in contracts and schemas, such as {@code string}. */
    public String word() {
        return Words.of(this);
    }

    /** Returns the type as a phrase, such as {@code an integer}. */
    public String phrase() {
        return phrase;
    }

    /** Whether the value is of this type; false for a missing node. */
    public boolean holds(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case NUMBER -> value.isNumber();
            // 1.0 is an integer, as in JSON Schema
            case INTEGER -> value.isIntegralNumber() || (value.isNumber() && isWhole(value.doubleValue()));
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case NULL -> value.isNull();
        };
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && !Double.isInfinite(number);
    }

    /** Returns the type of this name, or empty if there is none. */
    public static Optional<JsonKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Returns the names of all types. */
    public static List<String> words() {
        return Arrays.stream(values()).map(JsonKind::word).toList();
    }
}
