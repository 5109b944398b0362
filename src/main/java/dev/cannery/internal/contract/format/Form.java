package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of value in the contract format: how it is read, written and described.
 *
 * @param <T> the type of the value
 */
abstract class Form<T> {
    private static final Duration LONGEST = Duration.ofDays(1);

    static final Form<String> TEXT = of("text", Schemas.type("string"), SourceValue::text, TextNode::valueOf);
    static final Form<String> NAME =
            of("name", Schemas.type("string").put("pattern", "\\S"), SourceValue::name, TextNode::valueOf);
    static final Form<String> LINE =
            of("line", Schemas.type("string").put("pattern", "\\S"), SourceValue::line, TextNode::valueOf);
    static final Form<List<String>> NAMES = NAME.list("list of names");
    static final Form<Boolean> FLAG =
            of("true or false", Schemas.type("boolean"), SourceValue::flag, BooleanNode::valueOf);
    static final Form<BigDecimal> NUMBER =
            of("number", Schemas.type("number"), SourceValue::number, DecimalNode::valueOf);
    static final Form<Integer> COUNT = wholeNumber("count", 0);
    static final Form<Integer> POSITIVE = wholeNumber("positive count", 1);
    static final Form<Long> TIME = of("time in seconds", Schemas.type("integer"), Form::time, LongNode::valueOf);
    static final Form<JsonNode> JSON =
            of("any value", Json.object(), value -> Optional.of(value.toJson()), json -> json);
    static final Form<Duration> DURATION = of(
            "duration",
            Schemas.type("string").put("pattern", "^\\d+(\\.\\d+)?(us|ms|s|m|h)$"),
            Form::duration,
            duration -> TextNode.valueOf(Durations.write(duration)));
    static final Form<List<Duration>> DURATIONS = DURATION.list("list of durations");
    static final Form<List<ObjectNode>> MAPS = of(
                    "raw map", Schemas.type("object"), Form::annotation, (ObjectNode map) -> map)
            .list("list of raw maps");

    private final String name;

    Form(String name) {
        this.name = name;
    }

    /** Returns the form's name in the reference and, with dashes for spaces, in the JSON Schema. */
    String name() {
        return name;
    }

    /** Reads a value; empty if it was invalid, which was reported. */
    abstract Optional<T> read(SourceValue value, Context context);

    /** Writes a value so that {@link #read} reads it back. */
    abstract JsonNode write(T value);

    /** Returns the JSON Schema of values of this form. */
    abstract JsonNode schema(Schemas schemas);

    /** Returns how to write a key that belongs inside this form, as a hint for one a level too high; empty for no hint. */
    Optional<String> nesting(String word) {
        return Optional.empty();
    }

    /** Returns a reference to {@link #schema}, which is defined once. */
    ObjectNode ref(Schemas schemas) {
        return schemas.ofForm(this);
    }

    /** Returns the maps inside this form that have their own sections in the reference. */
    List<MapForm<?>> maps() {
        return List.of();
    }

    /** Creates a form that does not depend on the context. */
    static <T> Form<T> of(
            String name, JsonNode schema, Function<SourceValue, Optional<T>> reading, Function<T, JsonNode> writing) {
        return new Form<>(name) {
            @Override
            Optional<T> read(SourceValue value, Context context) {
                return reading.apply(value);
            }

            @Override
            JsonNode write(T value) {
                return writing.apply(value);
            }

            @Override
            JsonNode schema(Schemas schemas) {
                return schema;
            }
        };
    }

    /** Creates a form for the constants of an enum, by name in lower case. */
    static <E extends Enum<E>> Form<E> word(String name, Class<E> type) {
        return of(
                name,
                Schemas.oneOf(
                        Arrays.stream(type.getEnumConstants()).map(Words::of).toList()),
                value -> value.word(name, type),
                constant -> TextNode.valueOf(Words.of(constant)));
    }

    /** Creates a form for a list of such values, which may be empty. */
    Form<List<T>> list(String name) {
        return list(name, "");
    }

    /** Creates a form for a list of such values that must not be empty, with this message if it is. */
    Form<List<T>> some(String name, String problem) {
        return list(name, problem);
    }

    /** Returns the form of one value, or of a list of values; a single value is written without a list. */
    Form<List<T>> oneOrSome(String name, String problem) {
        Form<T> element = this;
        Form<List<T>> list = some(name, problem);
        return new Form<>(name) {
            @Override
            Optional<List<T>> read(SourceValue value, Context context) {
                return value.isList()
                        ? list.read(value, context)
                        : element.read(value, context).map(List::of);
            }

            @Override
            JsonNode write(List<T> values) {
                return values.size() == 1 ? element.write(values.get(0)) : list.write(values);
            }

            @Override
            JsonNode schema(Schemas schemas) {
                return Schemas.anyOf(element.ref(schemas), list.schema(schemas));
            }
        };
    }

    private Form<List<T>> list(String name, String problemIfEmpty) {
        Form<T> element = this;
        return new Form<>(name) {
            @Override
            Optional<List<T>> read(SourceValue value, Context context) {
                List<SourceValue> items = value.items();
                if (value.isList() && items.isEmpty() && !problemIfEmpty.isEmpty()) {
                    value.problem(problemIfEmpty);
                }
                List<T> read = new ArrayList<>();
                items.forEach(item -> element.read(item, context).ifPresent(read::add));
                return Optional.of(read);
            }

            @Override
            JsonNode write(List<T> values) {
                return Json.array().addAll(values.stream().map(element::write).toList());
            }

            @Override
            JsonNode schema(Schemas schemas) {
                return Schemas.list(element.ref(schemas), problemIfEmpty.isEmpty() ? 0 : 1);
            }

            @Override
            List<MapForm<?>> maps() {
                return element.maps();
            }
        };
    }

    /** Creates a form that reads in another way, and is written and described like this one. */
    Form<T> readBy(BiFunction<SourceValue, Context, Optional<T>> reading) {
        Form<T> form = this;
        return new Form<>(name) {
            @Override
            Optional<T> read(SourceValue value, Context context) {
                return reading.apply(value, context);
            }

            @Override
            JsonNode write(T value) {
                return form.write(value);
            }

            @Override
            JsonNode schema(Schemas schemas) {
                return form.schema(schemas);
            }

            @Override
            Optional<String> nesting(String word) {
                return form.nesting(word);
            }

            @Override
            List<MapForm<?>> maps() {
                return form.maps();
            }
        };
    }

    private static Form<Integer> wholeNumber(String name, int atLeast) {
        return of(
                name,
                Schemas.type("integer").put("minimum", atLeast),
                value -> value.wholeNumber(atLeast),
                IntNode::valueOf);
    }

    private static Optional<Long> time(SourceValue value) {
        JsonNode json = value.toJson();
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return Optional.of(json.longValue());
        }
        value.problem("expected a time in whole seconds since 1970, was " + value.phrase());
        return Optional.empty();
    }

    private static Optional<Duration> duration(SourceValue value) {
        String text = value.isScalar() ? value.toJson().asText("") : "";
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty()) {
            value.problem("expected a duration such as 400ms, 1.5s or 2m, was " + value.phrase());
        } else if (duration.get().compareTo(LONGEST) > 0) {
            value.problem("expected a duration of at most a day, was " + text);
            return Optional.empty();
        }
        return duration;
    }

    private static Optional<ObjectNode> annotation(SourceValue value) {
        if (value.toJson() instanceof ObjectNode map) {
            return Optional.of(map);
        }
        value.problem("an annotation must be a map, was " + value.phrase());
        return Optional.empty();
    }
}
