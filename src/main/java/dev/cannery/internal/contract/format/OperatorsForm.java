package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A map of operators, all of which must hold, and of modifiers, which check nothing by themselves. */
public final class OperatorsForm extends Form<Constraint> {
    public static final Key<Boolean> IGNORE_CASE = new Key<>(
            "ignore_case",
            Form.FLAG,
            false,
            false,
            "Whether the other operators of the map ignore case.",
            List.of("caseinsensitive"));
    public static final Key<JsonNode> EXAMPLE = new Key<>(
            "example",
            Form.JSON,
            null,
            false,
            "Not a check: the value to use when a request has to be built. It must satisfy the rule.",
            List.of());

    private static final List<String> WORDS = Stream.of(
                    Operator.words(), RangeForm.FORM.words(), List.of(IGNORE_CASE.word(), EXAMPLE.word()))
            .flatMap(List::stream)
            .toList();

    private final FieldShape shape;

    private OperatorsForm(FieldShape shape) {
        super("operators");
        this.shape = shape;
    }

    static OperatorsForm on(FieldShape shape) {
        return new OperatorsForm(shape);
    }

    /** Returns every possible key of a map of operators. */
    static List<String> words() {
        return WORDS;
    }

    @Override
    Optional<Constraint> read(SourceValue value, Context context) {
        int before = value.problems().count();
        List<Constraint> parts = new ArrayList<>();
        bounds(value, context).ifPresent(parts::add);
        Fields fields = value.fields("");
        boolean ignoresCase = ignoresCase(fields);
        for (SourceNode.Entry entry : ((SourceNode.Mapping) value.node()).entries()) {
            if (!WORDS.contains(entry.key())) {
                value.problem(entry.keyAt(), unknown(entry.key()));
            }
            Operator.ofWord(entry.key())
                    .flatMap(operator -> read(operator, entry, value, ignoresCase, context))
                    .ifPresent(parts::add);
        }
        if (value.problems().count() > before) {
            return Optional.empty();
        }
        if (parts.stream().anyMatch(Absent.class::isInstance) && fields.words().size() > 1) {
            value.problem("'absent' cannot be combined: no value satisfies both it and another rule");
            return Optional.empty();
        }
        return Optional.of(exemplified(parts, fields.find(EXAMPLE.word())));
    }

    private Optional<NumberRange> bounds(SourceValue value, Context context) {
        SourceNode.Mapping bounds = ((SourceNode.Mapping) value.node()).only(RangeForm.FORM.words());
        if (bounds.entries().isEmpty()) {
            return Optional.empty();
        }
        if (shape.allows(JsonKind.NUMBER)) {
            return RangeForm.FORM.bounds(value.with(bounds), context);
        }
        SourceNode.Entry bound = bounds.entries().get(0);
        boolean hasSize = shape.allows(JsonKind.STRING) || shape.allows(JsonKind.ARRAY);
        value.problem(bound.keyAt(), doesNotApply(bound.key()) + (hasSize ? ". Did you mean 'size'?" : ""));
        return Optional.empty();
    }

    private Optional<Constraint> read(
            Operator<?, ?> operator, SourceNode.Entry entry, SourceValue map, boolean ignoresCase, Context context) {
        if (operator.judges(shape)) {
            return operator.read(map.member(entry.key(), entry.value()), shape, ignoresCase, context);
        }
        boolean isOfElements = operator.readsLetters() && shape.allows(JsonKind.ARRAY);
        map.problem(entry.keyAt(), doesNotApply(entry.key()) + (isOfElements ? ". Did you mean 'has' or 'some'?" : ""));
        return Optional.empty();
    }

    private String doesNotApply(String word) {
        return "'" + word + "' does not apply to " + shape.phrase();
    }

    private static boolean ignoresCase(Fields fields) {
        Optional<SourceValue> flag = fields.find(IGNORE_CASE.word());
        boolean readsLetters = fields.words().stream()
                .flatMap(word -> Operator.ofWord(word).stream())
                .anyMatch(Operator::readsLetters);
        if (flag.isPresent() && !readsLetters) {
            fields.map()
                    .problem(
                            flag.get().at(),
                            "'" + IGNORE_CASE.word()
                                    + "' needs contains, starts_with, ends_with, matches or glob next to it");
        }
        return flag.flatMap(SourceValue::flag).orElse(false);
    }

    private static Constraint exemplified(List<Constraint> parts, Optional<SourceValue> example) {
        // an example alone means "this field, with any value"
        Constraint constraint = parts.isEmpty() ? new Present() : parts.size() == 1 ? parts.get(0) : new AllOf(parts);
        return example.flatMap(value ->
                        value.<Constraint>attempt(() -> Optional.of(new Exemplified(constraint, value.toJson()))))
                .orElse(constraint);
    }

    private static String unknown(String word) {
        String not = "not";
        String plain = word.toLowerCase(Locale.ROOT).replace("_", "");
        String negated = plain.startsWith(not) ? plain.substring(not.length()) : "";
        return WORDS.stream()
                .filter(known -> known.replace("_", "").equals(negated))
                .findFirst()
                .map(operator -> UnknownWord.meaning("operator", word, "", not + ": {" + operator + ": …}"))
                .or(() -> calledSo(word).map(operator -> UnknownWord.meaning("operator", word, "", operator)))
                .orElseGet(() -> UnknownWord.sentence("operator", word, WORDS));
    }

    private static Optional<String> calledSo(String word) {
        Stream<Key<?>> keys = Stream.concat(RangeForm.FORM.keys().stream(), Stream.of(IGNORE_CASE));
        return Stream.concat(
                        Operator.ALL.stream()
                                .filter(operator -> operator.isCalled(word))
                                .map(Operator::word),
                        keys.filter(key -> key.isCalled(word)).map(Key::word))
                .findFirst();
    }

    @Override
    ObjectNode write(Constraint constraint) {
        if (constraint instanceof AllOf all) {
            ObjectNode merged = merged(all.parts());
            return merged.isEmpty() ? byOperator(all) : merged;
        }
        if (constraint instanceof Exemplified exemplified) {
            ObjectNode tree = exemplified.constraint() instanceof Present
                    ? Json.object()
                    : RuleForm.hasOperators(exemplified.constraint())
                            ? write(exemplified.constraint())
                            : byOperator(new AllOf(List.of(exemplified.constraint())));
            return tree.set(EXAMPLE.word(), exemplified.example());
        }
        return constraint instanceof NumberRange range ? RangeForm.FORM.writeMap(range) : byOperator(constraint);
    }

    private ObjectNode byOperator(Constraint constraint) {
        for (Operator<?, ?> operator : Operator.ALL) {
            Optional<JsonNode> operand = operator.write(constraint, shape);
            if (operand.isPresent()) {
                ObjectNode tree = Json.object().set(operator.word(), operand.get());
                return ignoresCase(constraint).orElse(false) ? tree.put(IGNORE_CASE.word(), true) : tree;
            }
        }
        throw new IllegalStateException("no operator for " + constraint);
    }

    /** Writes several constraints as one map if that map means exactly these in this order; otherwise returns an empty one. */
    private ObjectNode merged(List<Constraint> parts) {
        ObjectNode merged = Json.object();
        // one ignore_case, or none, must apply to all constraints that compare letters
        long cases = parts.stream()
                .flatMap(part -> ignoresCase(part).stream())
                .distinct()
                .count();
        if (parts.size() < 2 || cases > 1) {
            return merged;
        }
        for (int i = 0; i < parts.size(); i++) {
            Constraint part = parts.get(i);
            // The reader takes the bounds of a map first, wherever they are, and an example for the whole map. The
            // operators of an all_of inside would become operators of this map.
            boolean isMisplaced = part instanceof NumberRange && i > 0;
            if (isMisplaced
                    || RuleForm.isOneOf(part, List.of(Absent.class, AllOf.class, Exemplified.class))
                    || !RuleForm.hasOperators(part)) {
                return Json.object();
            }
            ObjectNode tree = write(part);
            boolean isRepeated = tree.properties().stream()
                    .anyMatch(entry -> !entry.getKey().equals(IGNORE_CASE.word()) && merged.has(entry.getKey()));
            if (isRepeated) {
                return Json.object();
            }
            merged.setAll(tree);
        }
        boolean ignoresCase = merged.remove(IGNORE_CASE.word()) != null;
        return ignoresCase ? merged.put(IGNORE_CASE.word(), true) : merged;
    }

    private static Optional<Boolean> ignoresCase(Constraint part) {
        if (part instanceof TextMatch match) {
            return Optional.of(match.ignoreCase());
        }
        if (part instanceof Glob glob) {
            return Optional.of(glob.ignoreCase());
        }
        return part instanceof RegexMatch regex ? Optional.of(regex.ignoresCase()) : Optional.empty();
    }

    @Override
    JsonNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.type("object").put("minProperties", 1);
        ObjectNode properties = schema.putObject("properties");
        List<Operator<?, ?>> judging =
                Operator.ALL.stream().filter(operator -> operator.judges(shape)).toList();
        judging.forEach(
                operator -> properties.set(operator.word(), operator.operand().schema(shape, schemas)));
        if (shape.allows(JsonKind.NUMBER)) {
            properties.setAll((ObjectNode) RangeForm.FORM.boundsSchema(schemas).get("properties"));
        }
        if (judging.stream().anyMatch(Operator::readsLetters)) {
            properties.set(IGNORE_CASE.word(), IGNORE_CASE.form().ref(schemas));
        }
        properties.set(EXAMPLE.word(), EXAMPLE.form().ref(schemas));
        return schema.put("additionalProperties", false);
    }
}
