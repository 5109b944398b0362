package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Formats a request's values as the API repeats them in its messages: in Python's notation, long ones shortened. */
public final class Echo {
    /** The longest value that is repeated in full; measured only as "about twelve". */
    static final int LONGEST = 12;

    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e16;

    private Echo() {}

    /** Returns the value's type as the API names it, such as {@code a decimal number}. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal number";
            default -> "null";
        };
    }

    /** Returns the text, shortened to its first and last three characters when it is long. */
    public static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, 3))
                + "..."
                + text.substring(text.offsetByCodePoints(text.length(), -3));
    }

    /** Returns the words in single quotes, such as {@code 'a', 'b', and 'c'} or {@code 'a' or 'b'}. */
    public static String quoted(List<String> words, String conjunction) {
        List<String> quoted = words.stream().map(word -> "'" + word + "'").toList();
        int last = quoted.size() - 1;
        if (last <= 0) {
            return String.join("", quoted);
        }
        String comma = last == 1 ? " " : ", ";
        return String.join(", ", quoted.subList(0, last)) + comma + conjunction + " " + quoted.get(last);
    }

    /** Returns the phrase without its leading "a" or "an". */
    static String withoutArticle(String phrase) {
        if (phrase.startsWith("an ")) {
            return phrase.substring(3);
        }
        return phrase.startsWith("a ") ? phrase.substring(2) : phrase;
    }

    /** Returns the value in Python's notation, such as {@code {'a': None}}. */
    public static String python(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().stream()
                        .map(entry -> python(entry.getKey()) + ": " + python(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> Json.values(value).map(Echo::python).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> python(value.textValue());
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NUMBER -> number(value);
            default -> "None";
        };
    }

    private static String python(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder result = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> result.append(c == quote ? "\\" : "").append(c);
            }
        }
        return result.append(quote).toString();
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        double number = value.doubleValue();
        double size = Math.abs(number);
        if (size == Double.MAX_VALUE) {
            // the number may not fit a double; its decimal form preserves how it was written
            return value.asText();
        }
        if (number == 0) {
            return Double.toString(number);
        }
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            String plain =
                    new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String text = Double.toString(number).replace(".0E", "E").replace("E", "e");
        int exponent = text.indexOf('e') + 1;
        if (exponent == 0) {
            return text;
        }
        String digits = text.substring(exponent).replace("-", "");
        return text.substring(0, exponent)
                + (text.charAt(exponent) == '-' ? "-" : "+")
                + (digits.length() == 1 ? "0" : "")
                + digits;
    }
}
