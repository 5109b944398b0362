package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of nodes and tells of those with another type. */
final class YamlValues {
    private final Faults faults;

    YamlValues(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
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
        expected("one text", node);
        return null;
    }

    boolean flag(YamlNode parent, String name, boolean otherwise) {
        YamlNode node = parent.member(name);
        JsonNode value = node == null ? null : node.value();
        if (value != null && value.isBoolean()) {
            return value.booleanValue();
        }
        if (node != null) {
            expected("true or false", node);
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
            expected("an integer", at(parent, name));
            return otherwise;
        }
    }

    /** The status of an error, 400 where none is given. */
    int status(YamlNode error) {
        int status = integer(error, "status", 400);
        if (status < 400 || status > 599) {
            faults.add(error, "the status of an error is 400 to 599, was " + status + ".");
            return 400;
        }
        return status;
    }

    @Nullable
    BigDecimal number(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        JsonNode value = node == null ? null : node.value();
        if (value != null && value.isNumber()) {
            return value.decimalValue();
        }
        if (node != null) {
            expected("a number", node);
        }
        return null;
    }

    List<String> texts(YamlNode parent, String name) {
        List<String> texts = new ArrayList<>();
        forEachText(parent, name, (text, item) -> texts.add(text));
        return texts;
    }

    /** Hands on each text of a list with the place where it stands. */
    void forEachText(YamlNode parent, String name, BiConsumer<String, YamlNode> action) {
        YamlNode node = parent.member(name);
        List<YamlNode> items = node == null ? List.of() : node.items();
        if (node != null && items == null) {
            expected("a list", node);
        }
        for (YamlNode item : items == null ? List.<YamlNode>of() : items) {
            String text = text(item);
            if (text != null) {
                action.accept(text, item);
            }
        }
    }

    @Nullable
    Pattern pattern(YamlNode parent, String name) {
        String text = text(parent, name);
        try {
            return text == null ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            faults.add(at(parent, name), "not a regular expression: " + e.getDescription() + ".");
            return null;
        }
    }

    @Nullable
    LocalDate date(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        return node == null ? null : date(node);
    }

    @Nullable
    LocalDate date(YamlNode node) {
        String text = text(node);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            expected("a date as 2026-01-31", node);
            return null;
        }
    }

    private void expected(String what, YamlNode node) {
        faults.add(node, "expected " + what + ", was " + node.phrase() + ".");
    }

    /** Where the value of that name stands, or the parent where it has none. */
    static YamlNode at(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        return node == null ? parent : node;
    }
}
