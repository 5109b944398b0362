package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads plain values; each complains of a value that is not what it wants, and then gives null. */
final class Values {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Values() {}

    static @Nullable String text(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar) {
            JsonNode value = scalar.value();
            if (value.isTextual()) {
                return value.textValue();
            }
            if (!value.isNull()) {
                scope.complain(
                        node,
                        "a text is expected, was " + node.phrase() + ". Write it in quotes: \"" + node.phrase() + "\"");
                return null;
            }
        }
        scope.complain(node, "a text is expected, was " + node.phrase());
        return null;
    }

    static @Nullable String nonEmptyText(SourceNode node, Scope scope) {
        String text = text(node, scope);
        if (text != null && text.isBlank()) {
            scope.complain(node, "a text is expected, was an empty one");
            return null;
        }
        return text;
    }

    /** A text that is shown in one line. */
    static @Nullable String line(SourceNode node, Scope scope) {
        String text = nonEmptyText(node, scope);
        if (text != null && !OneLine.isVisible(text)) {
            scope.complain(node, "one line of letters that can be seen is expected, was " + node.phrase());
            return null;
        }
        return text;
    }

    static @Nullable Boolean truth(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isBoolean()) {
            return scalar.value().booleanValue();
        }
        scope.complain(
                node,
                "true or false is expected, was " + node.phrase()
                        + meantTruth(node.toJson().asText()));
        return null;
    }

    /** What yes and no, which are texts, were most likely meant to be. */
    static String meantTruth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "y" -> ". Did you mean true?";
            case "no", "off", "n" -> ". Did you mean false?";
            default -> "";
        };
    }

    static @Nullable BigDecimal number(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isNumber()) {
            return scalar.value().decimalValue();
        }
        scope.complain(node, "a number is expected, was " + node.phrase());
        return null;
    }

    static @Nullable Integer count(SourceNode node, int atLeast, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar
                && scalar.value().isIntegralNumber()
                && scalar.value().canConvertToInt()
                && scalar.value().intValue() >= atLeast) {
            return scalar.value().intValue();
        }
        scope.complain(node, "a whole number of " + atLeast + " or more is expected, was " + node.phrase());
        return null;
    }

    static @Nullable Long time(SourceNode node, Scope scope) {
        JsonNode value = node.toJson();
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        scope.complain(node, "a time in whole seconds since 1970 is expected, was " + node.phrase());
        return null;
    }

    static @Nullable Duration duration(SourceNode node, Scope scope) {
        String text = node instanceof SourceNode.Scalar scalar ? scalar.value().asText("") : "";
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isPresent() && duration.get().compareTo(LONGEST) > 0) {
            scope.complain(node, "a duration of at most a day is expected, was " + text);
            return null;
        }
        if (duration.isPresent()) {
            return duration.get();
        }
        scope.complain(node, "a duration such as 400ms, 1.5s or 2m is expected, was " + node.phrase());
        return null;
    }

    /** The items of a list, each with its own scope; complains of what is no list. */
    static void forEach(SourceNode node, Scope scope, java.util.function.BiConsumer<SourceNode, Scope> action) {
        if (!(node instanceof SourceNode.Sequence sequence)) {
            boolean isOne =
                    node instanceof SourceNode.Scalar scalar && scalar.value().isTextual();
            String one = isOne ? OneLine.value(node.toJson().asText()) : "";
            scope.complain(
                    node,
                    "a list is expected, was " + node.phrase()
                            + (one.isEmpty() ? "" : ". Did you mean [" + one + "]?"));
            return;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            action.accept(sequence.items().get(i), scope.element(i));
        }
    }

    static List<String> texts(SourceNode node, Scope scope) {
        List<String> texts = new ArrayList<>();
        forEach(node, scope, (item, itemScope) -> give(nonEmptyText(item, itemScope), texts::add));
        return texts;
    }

    /** One of the words of an enum, in lower case; complains of another with the one that was most likely meant. */
    static <E extends Enum<E>> @Nullable E word(String what, E[] known, SourceNode node, Scope scope) {
        String word = text(node, scope);
        if (word == null) {
            return null;
        }
        for (E constant : known) {
            if (wordOf(constant).equals(word)) {
                return constant;
            }
        }
        scope.complain(
                node,
                UnknownWord.sentence(
                        what, word, Arrays.stream(known).map(Values::wordOf).toList()));
        return null;
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Hands on a value unless it is null, which was complained of already. */
    static <T> void give(@Nullable T value, Consumer<T> taker) {
        if (value != null) {
            taker.accept(value);
        }
    }
}
