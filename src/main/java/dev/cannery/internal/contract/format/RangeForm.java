package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range: a number, {@code 0..0.3}, or a map of bounds. */
public final class RangeForm extends MapForm<NumberRange> {
    public static final RangeForm FORM = new RangeForm();

    private static final String NUMBERS =
            "^(-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?)?\\.\\.(-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?)?$";
    private static final String NUMBER = "(-?\\d{1,20}(?:\\.\\d{1,20})?)";

    public final Key<BigDecimal> min =
            key("min", Form.NUMBER, "is a number of at least this", "gte", "minimum", "between");
    public final Key<BigDecimal> max = key("max", Form.NUMBER, "is a number of at most this", "lte", "maximum");
    public final Key<BigDecimal> above = key("above", Form.NUMBER, "is a number above this", "gt", "greaterthan");
    public final Key<BigDecimal> below = key("below", Form.NUMBER, "is a number below this", "lt", "lessthan");

    /** Notations of other tools for ranges and numbers, each with the equivalent here. */
    private final Map<Pattern, String> notations = Map.of(
            notation(NUMBER + "\\.{2,9}" + NUMBER), "$1..$2",
            notation(NUMBER + "\\.{3,9}"), "'$1..'",
            notation("\\.{3,9}" + NUMBER), "'..$1'",
            notation(NUMBER + "(?:-|–|—|to)" + NUMBER), "$1..$2",
            notation("(?:>=|=>|≥)" + NUMBER + "|" + NUMBER + "\\+"), "'$1$2..'",
            notation("(?:<=|=<|≤)" + NUMBER), "'..$1'",
            notation(">" + NUMBER), "'{" + above.word() + ": $1}'",
            notation("<" + NUMBER), "'{" + below.word() + ": $1}'",
            notation("={1,2}" + NUMBER), "$1");

    private static final Pattern GROUPED =
            Pattern.compile("-?\\d{1,3}(?:[_',]\\d{3}){1,6}|-?\\d{1,9}(?:_\\d{1,9}){1,6}");
    private static final Pattern COMMA = Pattern.compile("-?\\d{1,20},\\d{1,20}");

    private RangeForm() {
        super("range", "a range");
    }

    private static Pattern notation(String notation) {
        return Pattern.compile("^(?:" + notation + ")$");
    }

    /** Returns how to write the number or range that a text most likely means; empty if it means none. */
    Optional<String> meant(String text) {
        String plain = text.length() > 60 ? "" : text.replace(" ", "");
        if (GROUPED.matcher(plain).matches()) {
            return Optional.of(plain.replaceAll("[_',]", ""));
        }
        if (COMMA.matcher(plain).matches()) {
            return Optional.of(plain.replace(',', '.'));
        }
        return notations.entrySet().stream()
                .map(notation -> Map.entry(notation.getKey().matcher(plain), notation.getValue()))
                .filter(match -> match.getKey().matches())
                .map(match -> match.getKey().replaceFirst(match.getValue()))
                .findFirst();
    }

    @Override
    Optional<NumberRange> read(SourceValue value, Context context) {
        if (value.isMap()) {
            return bounds(value, context);
        }
        JsonNode json = value.toJson();
        if (json.isNumber()) {
            return Optional.of(NumberRange.of(json.decimalValue(), json.decimalValue()));
        }
        if (json.isTextual() && NumberRange.isNotation(json.textValue())) {
            return value.attempt(() -> Optional.of(NumberRange.parse(json.textValue())));
        }
        value.problem("expected a number, a range such as 1..4, or {min, max}, was " + value.phrase()
                + meant(json.asText())
                        .map(meant -> ". Did you mean " + meant + "?")
                        .orElse(""));
        return Optional.empty();
    }

    /** Reads the range of a map of bounds. */
    Optional<NumberRange> bounds(SourceValue value, Context context) {
        return super.read(value, context);
    }

    @Override
    NumberRange make(Given given) {
        given.requireOneOf("a range has only one lower bound, 'min' or 'above'", min, above);
        given.requireOneOf("a range has only one upper bound, 'max' or 'below'", max, below);
        return new NumberRange(
                either(given, min, above), either(given, max, below), given.hasAny(above), given.hasAny(below));
    }

    private static @Nullable BigDecimal either(Given given, Key<BigDecimal> one, Key<BigDecimal> other) {
        BigDecimal bound = given.find(one);
        return bound == null ? given.find(other) : bound;
    }

    @Override
    void write(NumberRange range, Tree tree) {
        tree.put(range.excludesFrom() ? above : min, range.from()).put(range.excludesTo() ? below : max, range.to());
    }

    /** Writes the range of a count: {@code 4}, {@code 1..4} or named bounds. */
    JsonNode count(NumberRange range) {
        if (range.excludesFrom() || range.excludesTo()) {
            return writeMap(range);
        }
        // 4..4.0 must stay as it is written, so it is not a count
        boolean isOne = text(range.from()).equals(text(range.to()));
        return isOne && range.from() != null ? DecimalNode.valueOf(range.from()) : TextNode.valueOf(notation(range));
    }

    /** Returns the range as {@code 0..0.3}; it must include its bounds. */
    static String notation(NumberRange range) {
        return text(range.from()) + ".." + text(range.to());
    }

    private static String text(@Nullable BigDecimal bound) {
        return bound == null ? "" : bound.toString();
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(Schemas.type("number"), notationSchema(), boundsSchema(schemas));
    }

    /** Returns the schema of a map of bounds. */
    ObjectNode boundsSchema(Schemas schemas) {
        return schemas.map(keys()).put("minProperties", 1);
    }

    /** Returns the schema of a range as a text. */
    static ObjectNode notationSchema() {
        return Schemas.type("string")
                .put("pattern", NUMBERS)
                .set("not", Json.object().put("pattern", "^\\.\\.$"));
    }
}
