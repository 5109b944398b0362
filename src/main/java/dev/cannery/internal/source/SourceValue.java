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
 * A value of a file that is to be read. Each method that reads it as some type reports a problem at its location and returns an
 * empty result if it has another type.
 *
 * @param node the value
 * @param path the keys that lead to it, such as {@code interactions[2].request}; empty for the whole file
 * @param problems receives the problems
 */
public record SourceValue(SourceNode node, String path, Problems problems) {
    /** Creates the value of a whole document. */
    public static SourceValue of(SourceNode document, Problems problems) {
        return new SourceValue(document, "", problems);
    }

    /** Returns a member of this value. */
    public SourceValue member(String key, SourceNode member) {
        return new SourceValue(member, path.isEmpty() ? key : path + "." + key, problems);
    }

    /** Returns an element of this value. */
    public SourceValue element(int index, SourceNode element) {
        return new SourceValue(element, path + "[" + index + "]", problems);
    }

    /** Returns the same place with another value, for example after merging defaults. */
    public SourceValue with(SourceNode other) {
        return new SourceValue(other, path, problems);
    }

    /** Returns where the value begins. */
    public SourceLocation at() {
        return node.at();
    }

    /** Returns the value without locations. */
    public JsonNode toJson() {
        return node.toJson();
    }

    /** Returns a description of the value for messages: {@code the text 'few'}. */
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

    /** Whether the value is null, which includes a key without a value. */
    public boolean isNull() {
        return node instanceof SourceNode.Scalar scalar && scalar.value().isNull();
    }

    /** Returns the value if it is a text; otherwise empty, without reporting a problem. */
    public Optional<String> asText() {
        return node instanceof SourceNode.Scalar scalar && scalar.value().isTextual()
                ? Optional.of(scalar.value().textValue())
                : Optional.empty();
    }

    /** Reports a problem with this value. */
    public void problem(String message) {
        problems.add(at(), path, message);
    }

    /** Reports a problem with this value at another location, such as its key. */
    public void problem(SourceLocation place, String message) {
        problems.add(place, path, message);
    }

    /** Returns a result derived from this value; if {@code making} throws {@link IllegalArgumentException}, its message is reported. */
    public <T> Optional<T> attempt(Supplier<Optional<T>> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Reads a text, which may be empty. */
    public Optional<String> text() {
        Optional<String> text = asText();
        if (text.isEmpty()) {
            problem("expected a text, was " + phrase()
                    + (isScalar() && !isNull() ? ". Write it in quotes: \"" + phrase() + "\"" : ""));
        }
        return text;
    }

    /** Reads a text that is not blank. */
    public Optional<String> name() {
        Optional<String> text = text();
        if (text.isPresent() && text.get().isBlank()) {
            problem("expected a text, was empty");
            return Optional.empty();
        }
        return text;
    }

    /** Reads a text that is not blank and fits on one line. */
    public Optional<String> line() {
        Optional<String> text = name();
        if (text.isPresent() && !OneLine.isVisible(text.get())) {
            problem("expected one line of visible characters, was " + phrase());
            return Optional.empty();
        }
        return text;
    }

    /** Reads a boolean. */
    public Optional<Boolean> flag() {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isBoolean()) {
            return Optional.of(scalar.value().booleanValue());
        }
        problem("expected true or false, was " + phrase() + meantFlag(toJson().asText()));
        return Optional.empty();
    }

    /** Returns a suggestion for yes and no, which are texts, as a sentence; empty for any other text. */
    public static String meantFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "y" -> ". Did you mean true?";
            case "no", "off", "n" -> ". Did you mean false?";
            default -> "";
        };
    }

    /** Reads a number. */
    public Optional<BigDecimal> number() {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isNumber()) {
            return Optional.of(scalar.value().decimalValue());
        }
        problem("expected a number, was " + phrase());
        return Optional.empty();
    }

    /** Reads a whole number with this minimum. */
    public Optional<Integer> wholeNumber(int atLeast) {
        if (node instanceof SourceNode.Scalar scalar
                && scalar.value().isIntegralNumber()
                && scalar.value().canConvertToInt()
                && scalar.value().intValue() >= atLeast) {
            return Optional.of(scalar.value().intValue());
        }
        problem("expected a whole number of at least " + atLeast + ", was " + phrase());
        return Optional.empty();
    }

    /** Reads a regular expression of the JDK. */
    public Optional<Pattern> pattern() {
        return text().flatMap(text -> {
            try {
                return Optional.of(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                problem("invalid regular expression: " + e.getDescription());
                return Optional.empty();
            }
        });
    }

    /** Reads a day, such as {@code 2026-01-31}. */
    public Optional<LocalDate> date() {
        try {
            return asText().map(LocalDate::parse).or(this::noDate);
        } catch (DateTimeParseException e) {
            return noDate();
        }
    }

    private Optional<LocalDate> noDate() {
        problem("expected a date such as 2026-01-31, was " + phrase());
        return Optional.empty();
    }

    /** Reads a constant of an enum, by its name in lower case; {@code what} names the enum, as in {@code unknown tier 'x'}. */
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

    /** Reads the elements of a list. */
    public List<SourceValue> items() {
        if (!(node instanceof SourceNode.Sequence sequence)) {
            String one = asText().map(OneLine::value).orElse("");
            problem("expected a list, was " + phrase() + (one.isEmpty() ? "" : ". Did you mean [" + one + "]?"));
            return List.of();
        }
        List<SourceValue> items = new ArrayList<>();
        for (SourceNode item : sequence.items()) {
            items.add(element(items.size(), item));
        }
        return items;
    }

    /** Reads a list of texts that are not blank. */
    public List<String> names() {
        return items().stream().flatMap(item -> item.name().stream()).toList();
    }

    /** Reads a list of texts that are not blank and fit on one line each. */
    public List<String> lines() {
        return items().stream().flatMap(item -> item.line().stream()).toList();
    }

    /** Reads the members of a map; {@code what} names the map in messages, such as {@code a tool call}. */
    public Fields fields(String what) {
        return fields(what, Fields.NO_SYNONYMS);
    }

    /** Reads the members of a map whose unknown keys may be another tool's words for known ones. */
    public Fields fields(String what, Fields.Synonyms synonyms) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            problem(what + " must be a map, was " + phrase());
            return new Fields(this, List.of(), what, synonyms);
        }
        return new Fields(this, mapping.entries(), what, synonyms);
    }
}
