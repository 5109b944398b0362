package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A value of a file that is to be read. Each method that reads it as something reports a problem at the value's place and
 * returns nothing if the value is something else.
 *
 * @param node the value
 * @param path the keys that lead to it, as {@code interactions[2].request}; empty for the whole file
 * @param problems where problems are reported
 */
public record SourceValue(SourceNode node, String path, Problems problems) {
    /** The whole of a file. */
    public static SourceValue of(SourceNode document, Problems problems) {
        return new SourceValue(document, "", problems);
    }

    /** Another value of the same file under a key of this one. */
    public SourceValue member(String key, SourceNode member) {
        return new SourceValue(member, path.isEmpty() ? key : path + "." + key, problems);
    }

    /** Another value of the same file at an index of this one. */
    public SourceValue element(int index, SourceNode element) {
        return new SourceValue(element, path + "[" + index + "]", problems);
    }

    /** The same place with another value, as after defaults have been merged into it. */
    public SourceValue with(SourceNode other) {
        return new SourceValue(other, path, problems);
    }

    /** Where the value begins. */
    public SourceLocation at() {
        return node.at();
    }

    /** The value without its places. */
    public JsonNode toJson() {
        return node.toJson();
    }

    /** What the value is, for a message: {@code the text 'few'}. */
    public String phrase() {
        return node.phrase();
    }

    /** Whether this is a text, number, boolean or null. */
    public boolean isScalar() {
        return node instanceof SourceNode.Scalar;
    }

    /** Whether this is a list. */
    public boolean isList() {
        return node instanceof SourceNode.Sequence;
    }

    /** Whether this is a map. */
    public boolean isMap() {
        return node instanceof SourceNode.Mapping;
    }

    /** Whether null is written, or nothing follows the key. */
    public boolean isNull() {
        return node instanceof SourceNode.Scalar scalar && scalar.value().isNull();
    }

    /** The text if this is one, without a problem if it is none. */
    public Optional<String> asText() {
        return node instanceof SourceNode.Scalar scalar && scalar.value().isTextual()
                ? Optional.of(scalar.value().textValue())
                : Optional.empty();
    }

    /** Reports what is wrong with this value. */
    public void problem(String message) {
        problems.add(at(), path, message);
    }

    /** Reports what is wrong with this value elsewhere, as at its key. */
    public void problem(SourceLocation place, String message) {
        problems.add(place, path, message);
    }

    /** What is made of this value; a problem if the making throws {@link IllegalArgumentException}, whose message it has. */
    public <T> Optional<T> attempt(Supplier<Optional<T>> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A text, be it empty. */
    public Optional<String> text() {
        Optional<String> text = asText();
        if (text.isEmpty()) {
            problem("a text is expected, was " + phrase()
                    + (isScalar() && !isNull() ? ". Write it in quotes: \"" + phrase() + "\"" : ""));
        }
        return text;
    }

    /** A text that is not blank. */
    public Optional<String> name() {
        Optional<String> text = text();
        if (text.isPresent() && text.get().isBlank()) {
            problem("a text is expected, was an empty one");
            return Optional.empty();
        }
        return text;
    }

    /** A text that is not blank and is shown in one line. */
    public Optional<String> line() {
        Optional<String> text = name();
        if (text.isPresent() && !OneLine.isVisible(text.get())) {
            problem("one line of letters that can be seen is expected, was " + phrase());
            return Optional.empty();
        }
        return text;
    }

    /** A truth value. */
    public Optional<Boolean> flag() {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isBoolean()) {
            return Optional.of(scalar.value().booleanValue());
        }
        problem("true or false is expected, was " + phrase() + meantFlag(toJson().asText()));
        return Optional.empty();
    }

    /** What yes and no, which are texts, were most likely meant to be, as a sentence; empty for any other text. */
    public static String meantFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "y" -> ". Did you mean true?";
            case "no", "off", "n" -> ". Did you mean false?";
            default -> "";
        };
    }

    /** A number. */
    public Optional<BigDecimal> number() {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isNumber()) {
            return Optional.of(scalar.value().decimalValue());
        }
        problem("a number is expected, was " + phrase());
        return Optional.empty();
    }

    /** A whole number of at least this much. */
    public Optional<Integer> wholeNumber(int atLeast) {
        if (node instanceof SourceNode.Scalar scalar
                && scalar.value().isIntegralNumber()
                && scalar.value().canConvertToInt()
                && scalar.value().intValue() >= atLeast) {
            return Optional.of(scalar.value().intValue());
        }
        problem("a whole number of " + atLeast + " or more is expected, was " + phrase());
        return Optional.empty();
    }

    /** A regular expression of the JDK's. */
    public Optional<Pattern> pattern() {
        return text().flatMap(text -> {
            try {
                return Optional.of(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                problem("not a regular expression: " + e.getDescription());
                return Optional.empty();
            }
        });
    }

    /** A day, as {@code 2026-01-31}. */
    public Optional<LocalDate> date() {
        try {
            return asText().map(LocalDate::parse).or(this::noDate);
        } catch (DateTimeParseException e) {
            return noDate();
        }
    }

    private Optional<LocalDate> noDate() {
        problem("a date such as 2026-01-31 is expected, was " + phrase());
        return Optional.empty();
    }

    /** One of the constants of an enum, by its name in lower case; {@code what} names the enum, as in {@code unknown tier 'x'}. */
    public <E extends Enum<E>> Optional<E> word(String what, Class<E> known) {
        Optional<String> word = text();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        E[] constants = known.getEnumConstants();
        Optional<E> constant = Arrays.stream(constants)
                .filter(one -> Words.of(one).equals(word.get()))
                .findFirst();
        if (constant.isEmpty()) {
            List<String> words = Arrays.stream(constants).map(Words::of).toList();
            problem(UnknownWord.sentence(what, word.get(), words));
        }
        return constant;
    }

    /** The elements of a list. */
    public List<SourceValue> items() {
        if (!(node instanceof SourceNode.Sequence sequence)) {
            String one = asText().map(OneLine::value).orElse("");
            problem("a list is expected, was " + phrase() + (one.isEmpty() ? "" : ". Did you mean [" + one + "]?"));
            return List.of();
        }
        List<SourceValue> items = new ArrayList<>();
        for (SourceNode item : sequence.items()) {
            items.add(element(items.size(), item));
        }
        return items;
    }

    /** A list of texts that are not blank. */
    public List<String> names() {
        return items().stream().flatMap(item -> item.name().stream()).toList();
    }

    /** The members of a map; {@code what} names the map in messages, as {@code a tool call}. */
    public Fields fields(String what) {
        return fields(what, Fields.NO_SYNONYMS);
    }

    /** The members of a map whose unknown keys may be another tool's words for known ones. */
    public Fields fields(String what, Fields.Synonyms synonyms) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            problem(what + " must be a map, was " + phrase());
            return new Fields(this, List.of(), what, synonyms);
        }
        return new Fields(this, mapping.entries(), what, synonyms);
    }
}
