package dev.cannery.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of nodes and tells of those with another type. */
final class YamlValues {
    private final Problems problems;

    YamlValues(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    @Nullable
    String text(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        return node == null ? null : text(node);
    }

    String text(YamlNode parent, String name, String otherwise) {
        String text = text(parent, name);
        return text == null ? otherwise : text;
    }

    @Nullable
    String text(YamlNode node) {
        JsonNode value = node.value();
        if (value != null && !value.isNull()) {
            return value.asText();
        }
        problems.add(node.place(), "expected one text.");
        return null;
    }

    boolean flag(YamlNode parent, String name, boolean otherwise) {
        YamlNode node = parent.member(name);
        JsonNode value = node == null ? null : node.value();
        if (value != null && value.isBoolean()) {
            return value.booleanValue();
        }
        if (node != null) {
            problems.add(node.place(), "expected true or false.");
        }
        return otherwise;
    }

    int integer(YamlNode parent, String name, int otherwise) {
        BigDecimal number = number(parent, name);
        if (number == null) {
            return otherwise;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            problems.add(place(parent, name), "expected an integer, was " + number.toPlainString() + ".");
            return otherwise;
        }
    }

    @Nullable
    BigDecimal number(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        JsonNode value = node == null ? null : node.value();
        if (value != null && value.isNumber()) {
            return value.decimalValue();
        }
        if (node != null) {
            problems.add(node.place(), "expected a number.");
        }
        return null;
    }

    List<String> texts(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        List<YamlNode> items = node == null ? List.of() : node.items();
        if (node != null && items == null) {
            problems.add(node.place(), "expected a list.");
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items == null ? List.<YamlNode>of() : items) {
            String text = text(item);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Nullable
    Pattern pattern(YamlNode parent, String name) {
        String text = text(parent, name);
        try {
            return text == null ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            problems.add(place(parent, name), "not a regular expression: " + e.getDescription() + ".");
            return null;
        }
    }

    @Nullable
    LocalDate date(YamlNode parent, String name) {
        String text = text(parent, name);
        return text == null ? null : date(text, place(parent, name));
    }

    @Nullable
    LocalDate date(String text, String place) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(place, "expected a date as 2026-01-31, was '" + text + "'.");
            return null;
        }
    }

    private static String place(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        return node == null ? parent.place() : node.place();
    }
}
