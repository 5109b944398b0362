package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The operand of an operator, on a field of a given shape.
 *
 * @param <V> the type of the operand
 */
interface Operand<V> {
    /** Any value. */
    Operand<JsonNode> JSON = new Simple<>(Form.JSON);

    /** A non-empty text. */
    Operand<String> TEXT = new Simple<>(Form.<String>of(
            "operand text", Schemas.type("string").put("minLength", 1), Operand::text, TextNode::valueOf));

    /** A number of elements, characters or tokens. */
    Operand<NumberRange> RANGE = new Operand<>() {
        @Override
        public Optional<NumberRange> read(SourceValue value, FieldShape shape, Context context) {
            return RangeForm.FORM.read(value, context);
        }

        @Override
        public JsonNode write(NumberRange range, FieldShape shape) {
            return RangeForm.FORM.count(range);
        }

        @Override
        public JsonNode schema(FieldShape shape, Schemas schemas) {
            return RangeForm.FORM.ref(schemas);
        }
    };

    /** One or several JSON types that the field can have. */
    Operand<List<JsonKind>> KINDS = new Operand<>() {
        @Override
        public Optional<List<JsonKind>> read(SourceValue value, FieldShape shape, Context context) {
            List<SourceValue> items = value.isList() ? value.items() : List.of(value);
            List<JsonKind> kinds = new ArrayList<>();
            // the problem has the path of the whole list
            items.forEach(item -> value.with(item.node())
                    .text()
                    .ifPresent(word -> kind(word, value, item, shape).ifPresent(kinds::add)));
            return kinds.size() == items.size() ? Optional.of(kinds) : Optional.empty();
        }

        private static Optional<JsonKind> kind(String word, SourceValue value, SourceValue item, FieldShape shape) {
            Optional<JsonKind> kind = JsonKind.ofWord(word);
            if (kind.isEmpty()) {
                value.problem(item.at(), UnknownWord.sentence("kind", word, JsonKind.words()));
            } else if (kind.get() != JsonKind.NULL && !shape.allows(kind.get())) {
                value.problem(item.at(), kind.get().phrase() + " can never match: this field is " + shape.phrase());
                return Optional.empty();
            }
            return kind;
        }

        @Override
        public JsonNode write(List<JsonKind> kinds, FieldShape shape) {
            List<String> words = kinds.stream().map(JsonKind::word).toList();
            return words.size() == 1 ? TextNode.valueOf(words.get(0)) : Json.treeOf(words);
        }

        @Override
        public JsonNode schema(FieldShape shape, Schemas schemas) {
            List<String> words = JsonKind.words().stream()
                    .filter(word -> word.equals(JsonKind.NULL.word())
                            || JsonKind.ofWord(word).filter(shape::allows).isPresent())
                    .toList();
            return Schemas.anyOf(Schemas.oneOf(words), Schemas.list(Schemas.oneOf(words), 1));
        }
    };

    /** A JSON Schema, or the name of a file that contains one. */
    Operand<JsonNode> SCHEMA = new Simple<>(new Form<JsonNode>("JSON Schema") {
        @Override
        Optional<JsonNode> read(SourceValue value, Context context) {
            return value.asText().isPresent()
                    ? context.files().schema(value.asText().get(), value)
                    : Optional.of(value.toJson());
        }

        @Override
        JsonNode write(JsonNode schema) {
            return schema;
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return Json.object().set("type", Json.treeOf(List.of("object", "boolean", "string")));
        }
    });

    /** Reads the operand in a file; empty if it was invalid, which was reported. */
    Optional<V> read(SourceValue value, FieldShape shape, Context context);

    /** Writes the operand so that {@link #read} reads it back. */
    JsonNode write(V value, FieldShape shape);

    /** Returns the JSON Schema of the operand. */
    JsonNode schema(FieldShape shape, Schemas schemas);

    /** Creates the operand {@code true} of an operator with this opposite. */
    static Operand<Boolean> truth(String opposite) {
        return new Simple<>(Form.<Boolean>of(
                "true", Schemas.constant(BooleanNode.TRUE), value -> isTrue(value, opposite), BooleanNode::valueOf));
    }

    private static Optional<Boolean> isTrue(SourceValue value, String opposite) {
        Optional<Boolean> flag = value.flag();
        if (flag.isPresent() && !flag.get()) {
            value.problem("the only valid value is true. Did you mean '" + opposite + ": true'?");
            return Optional.empty();
        }
        return flag;
    }

    private static Optional<String> text(SourceValue value) {
        if (value.isList()) {
            value.problem("expected a text, was a list. Did you mean 'any_of' or 'all_of', with a rule for each text?");
            return Optional.empty();
        }
        return value.text();
    }

    /** Creates an operand that is a rule on a part of the field: the value itself, an element of it, or its JSON. */
    static Operand<Constraint> rule(UnaryOperator<FieldShape> part) {
        return new Operand<>() {
            @Override
            public Optional<Constraint> read(SourceValue value, FieldShape shape, Context context) {
                return RuleForm.on(part.apply(shape)).read(value, context);
            }

            @Override
            public JsonNode write(Constraint rule, FieldShape shape) {
                return RuleForm.on(part.apply(shape)).write(rule);
            }

            @Override
            public JsonNode schema(FieldShape shape, Schemas schemas) {
                return RuleForm.on(part.apply(shape)).ref(schemas);
            }
        };
    }

    /** Creates an operand that is a rule other than null. */
    static Operand<Constraint> optionalRule() {
        Operand<Constraint> rule = rule(shape -> shape);
        return new Operand<>() {
            @Override
            public Optional<Constraint> read(SourceValue value, FieldShape shape, Context context) {
                if (value.isNull()) {
                    value.problem(
                            "'optional' needs a rule for the value if it is present. To allow any value, leave the field out");
                    return Optional.empty();
                }
                return rule.read(value, shape, context);
            }

            @Override
            public JsonNode write(Constraint constraint, FieldShape shape) {
                JsonNode written = rule.write(constraint, shape);
                // a bare null would look like a forgotten rule
                return written.isNull() ? OperatorsForm.on(shape).write(constraint) : written;
            }

            @Override
            public JsonNode schema(FieldShape shape, Schemas schemas) {
                return rule.schema(shape, schemas);
            }
        };
    }

    /** Creates an operand that is a list of rules on parts of the field; {@code orOne} if a single rule may replace a list of one. */
    static Operand<List<Constraint>> rules(UnaryOperator<FieldShape> part, boolean orOne) {
        return new Operand<>() {
            @Override
            public Optional<List<Constraint>> read(SourceValue value, FieldShape shape, Context context) {
                RuleForm rule = RuleForm.on(part.apply(shape));
                if (orOne && !value.isList()) {
                    return rule.read(value, context).map(List::of);
                }
                List<SourceValue> items = value.items();
                List<Constraint> read = new ArrayList<>();
                items.forEach(item -> rule.read(item, context).ifPresent(read::add));
                return value.isList() && read.size() == items.size() ? Optional.of(read) : Optional.empty();
            }

            @Override
            public JsonNode write(List<Constraint> rules, FieldShape shape) {
                return RuleForm.on(part.apply(shape)).writeAll(rules);
            }

            @Override
            public JsonNode schema(FieldShape shape, Schemas schemas) {
                JsonNode rule = RuleForm.on(part.apply(shape)).ref(schemas);
                return orOne ? Schemas.anyOf(rule, Schemas.list(rule, 1)) : Schemas.list(rule, 1);
            }
        };
    }

    /**
     * An operand that is the same on any field.
     *
     * @param form its form
     */
    record Simple<V>(Form<V> form) implements Operand<V> {
        @Override
        public Optional<V> read(SourceValue value, FieldShape shape, Context context) {
            return form.read(value, context);
        }

        @Override
        public JsonNode write(V value, FieldShape shape) {
            return form.write(value);
        }

        @Override
        public JsonNode schema(FieldShape shape, Schemas schemas) {
            return form.schema(schemas);
        }
    }
}
