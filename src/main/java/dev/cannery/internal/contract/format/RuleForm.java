package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A rule on a field of a given shape: a scalar, a list, a map of fields, or a map of operators. */
final class RuleForm extends Form<Constraint> {
    static final RuleForm ANY = on(FieldShape.ANY);
    static final RuleForm TEXT = on(RequestFields.shapeOf("user"));
    static final RuleForm COUNT = on(RequestFields.shapeOf("n"));

    /** A rule on a part of a request that is a text or missing, but never null. */
    static final RuleForm PART = new RuleForm(TEXT.shape, false);

    private static final Pattern JSON_NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    private final FieldShape shape;
    private final boolean mayBeNull;

    private RuleForm(FieldShape shape, boolean mayBeNull) {
        super("rule");
        this.shape = shape;
        this.mayBeNull = mayBeNull;
    }

    static RuleForm on(FieldShape shape) {
        return new RuleForm(shape, true);
    }

    @Override
    Optional<Constraint> read(SourceValue value, Context context) {
        if (value.isNull() && !mayBeNull) {
            value.problem("null can never match: this field is a string. Did you mean '{absent: true}'?");
            return Optional.empty();
        }
        return value.attempt(() -> {
            if (value.node() instanceof SourceNode.Scalar scalar) {
                return scalar(scalar.value(), value);
            }
            return value.isList() ? list(value, context) : map(value, context);
        });
    }

    private Optional<Constraint> scalar(JsonNode json, SourceValue value) {
        if (json.isTextual()) {
            String text = json.textValue();
            if (NumberRange.isNotation(text)) {
                return range(text, value);
            }
            if (RequestFields.isTool(shape)) {
                return Optional.of(new ToolNamed(text));
            }
            if (isModelGlob(text)) {
                return Optional.of(new Glob(text, false));
            }
        }
        if (!json.isNull() && !isAllowed(json)) {
            value.problem(value.phrase() + " can never match: this field is " + shape.phrase() + meant(json));
            return Optional.empty();
        }
        return Optional.of(new Literal(json));
    }

    /** Returns a suggestion for a value that the field cannot have, as a sentence; empty for none. */
    private String meant(JsonNode value) {
        String text = value.asText();
        if (shape.allows(JsonKind.STRING) && value.isValueNode()) {
            return ". Did you mean the text \"" + text + "\"?";
        }
        if (RequestFields.isTool(shape.element()) && value.isTextual()) {
            return ". Did you mean [" + text + "]?";
        }
        if (Operator.ofWord(text).filter(Operator::isWrittenTrue).isPresent()) {
            return ". Did you mean '{" + text + ": true}'?";
        }
        if (shape.allows(JsonKind.NUMBER)) {
            return JSON_NUMBER.matcher(text).matches()
                    ? ". Did you mean " + text + ", without quotes?"
                    : RangeForm.FORM
                            .meant(text)
                            .map(meant -> ". Did you mean " + meant + "?")
                            .orElse("");
        }
        if (shape.allows(JsonKind.BOOLEAN)) {
            return text.matches("true|false")
                    ? ". Did you mean " + text + ", without quotes?"
                    : SourceValue.meantFlag(text);
        }
        if (shape.allows(JsonKind.OBJECT) && shape.memberNames().contains("type") && value.isTextual()) {
            return ". Did you mean '{type: " + OneLine.value(text) + "}'?";
        }
        return shape.element().memberNames().contains("role") ? ". Did you mean 'prompt'?" : "";
    }

    private boolean isModelGlob(String text) {
        return RequestFields.isModel(shape) && text.contains("*");
    }

    private boolean isAllowed(JsonNode json) {
        return Arrays.stream(JsonKind.values()).anyMatch(kind -> kind.holds(json) && shape.allows(kind));
    }

    private Optional<Constraint> range(String text, SourceValue value) {
        if (!shape.allows(JsonKind.NUMBER)) {
            value.problem("the range " + text + " can never match: this field is " + shape.phrase()
                    + ". To match a text that looks like a range, write {is: \"" + text + "\"}");
            return Optional.empty();
        }
        return Optional.of(NumberRange.parse(text));
    }

    private Optional<Constraint> list(SourceValue value, Context context) {
        List<SourceValue> items = value.items();
        if (!shape.allows(JsonKind.ARRAY)) {
            value.problem("a list can never match: this field is " + shape.phrase() + ". Did you mean 'any_of'"
                    + orRange(items) + "?");
            return Optional.empty();
        }
        boolean areTexts = items.stream().allMatch(item -> item.asText().isPresent());
        if (RequestFields.isTool(shape.element()) && !items.isEmpty() && areTexts) {
            return Optional.of(toolNames(value, items));
        }
        List<Constraint> elements = new ArrayList<>();
        items.forEach(item -> on(shape.element()).read(item, context).ifPresent(elements::add));
        return elements.size() == items.size() ? Optional.of(new Elements(elements)) : Optional.empty();
    }

    /** Returns a suggestion for a list of two numbers, which may be meant as a range. */
    private String orRange(List<SourceValue> items) {
        String numbers = items.stream().map(item -> item.toJson().asText()).collect(Collectors.joining(".."));
        return shape.allows(JsonKind.NUMBER) && items.size() == 2 && NumberRange.isNotation(numbers)
                ? ", or " + numbers
                : "";
    }

    private static ToolNames toolNames(SourceValue value, List<SourceValue> items) {
        Set<String> names = new LinkedHashSet<>();
        for (SourceValue item : items) {
            String name = item.asText().orElseThrow();
            if (!names.add(name)) {
                value.problem(item.at(), "the tool '" + name + "' is listed twice");
            }
        }
        return new ToolNames(names);
    }

    private Optional<Constraint> map(SourceValue value, Context context) {
        List<SourceNode.Entry> entries = ((SourceNode.Mapping) value.node()).entries();
        if (entries.isEmpty()) {
            value.problem("an empty map checks nothing. Did you mean "
                    + (shape.allows(JsonKind.OBJECT) ? "'{kind: object}' or '{is: {}}'?" : "'{present: true}'?"));
            return Optional.empty();
        }
        List<SourceNode.Entry> fields = entries.stream()
                .filter(entry ->
                        shape.allows(JsonKind.OBJECT) && !OperatorsForm.words().contains(entry.key()))
                .toList();
        if (fields.size() == entries.size()) {
            return fields(value, fields, context);
        }
        return isMixture(value, fields)
                ? Optional.empty()
                : OperatorsForm.on(shape).read(value, context);
    }

    /** Whether fields are mixed with operators, which is reported; a word that is neither is not treated as a field. */
    private boolean isMixture(SourceValue value, List<SourceNode.Entry> fields) {
        boolean namesKnownField =
                fields.stream().anyMatch(entry -> shape.memberNames().contains(entry.key()));
        boolean isMixture = namesKnownField || (shape.isOpen() && !fields.isEmpty());
        if (isMixture) {
            value.problem(
                    fields.get(0).keyAt(),
                    "this map mixes the field '" + OneLine.value(fields.get(0).key())
                            + "' with operators. Put the fields and the operators into 'all_of', or a literal object under 'is'");
        }
        return isMixture;
    }

    private Optional<Constraint> fields(SourceValue value, List<SourceNode.Entry> entries, Context context) {
        Map<String, Constraint> members = new LinkedHashMap<>();
        for (SourceNode.Entry entry : entries) {
            if (!shape.isOpen() && !shape.memberNames().contains(entry.key())) {
                value.problem(entry.keyAt(), unknownMember(entry.key()));
                continue;
            }
            on(shape.member(entry.key()))
                    .read(value.member(entry.key(), entry.value()), context)
                    .ifPresent(constraint -> members.put(entry.key(), constraint));
        }
        return members.size() == entries.size() ? Optional.of(new Members(members)) : Optional.empty();
    }

    private String unknownMember(String key) {
        List<String> known = new ArrayList<>(shape.memberNames());
        known.addAll(Operator.words());
        String suggestion = Suggestion.sentence(key, known);
        return "unknown field '" + OneLine.value(key) + "'."
                + (suggestion.isEmpty() ? " Expected one of " + String.join(", ", shape.memberNames()) : suggestion);
    }

    /** Returns the shortest form of the constraint on a field of this shape. */
    @Override
    JsonNode write(Constraint constraint) {
        if (constraint instanceof Literal literal && meansItself(literal.value())) {
            return literal.value();
        }
        if (constraint instanceof NumberRange range && !range.excludesFrom() && !range.excludesTo()) {
            return TextNode.valueOf(RangeForm.notation(range));
        }
        if (constraint instanceof Glob glob
                && isModelGlob(glob.pattern())
                && !glob.ignoreCase()
                && !NumberRange.isNotation(glob.pattern())) {
            return TextNode.valueOf(glob.pattern());
        }
        if (constraint instanceof ToolNamed tool) {
            return TextNode.valueOf(tool.name());
        }
        if (constraint instanceof ToolNames tools) {
            return Json.treeOf(tools.names());
        }
        if (constraint instanceof Elements elements) {
            return on(shape.element()).writeAll(elements.elements());
        }
        if (constraint instanceof Members fields) {
            ObjectNode members = Json.object();
            fields.members()
                    .forEach((name, rule) ->
                            members.set(name, on(shape.member(name)).write(rule)));
            return members;
        }
        return OperatorsForm.on(shape).write(constraint);
    }

    /** Writes the rules of a list. */
    ArrayNode writeAll(List<Constraint> rules) {
        return Json.array().addAll(rules.stream().map(this::write).toList());
    }

    /** Whether a map of operators can express the constraint; other constraints have their own form. */
    static boolean hasOperators(Constraint constraint) {
        return !isOneOf(constraint, List.of(ToolNamed.class, ToolNames.class, Elements.class, Members.class));
    }

    static boolean isOneOf(Constraint constraint, List<Class<? extends Constraint>> types) {
        return types.stream().anyMatch(type -> type.isInstance(constraint));
    }

    /** Whether a bare value is read as exactly this literal. */
    private boolean meansItself(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            boolean isSugar = NumberRange.isNotation(text) || RequestFields.isTool(shape) || isModelGlob(text);
            return shape.allows(JsonKind.STRING) && !isSugar;
        }
        return value.isNull() || (value.isValueNode() && isAllowed(value));
    }

    @Override
    ObjectNode ref(Schemas schemas) {
        return mayBeNull ? schemas.ofRule(shape, () -> schema(schemas)) : super.ref(schemas);
    }

    @Override
    JsonNode schema(Schemas schemas) {
        List<JsonNode> forms = new ArrayList<>();
        if (mayBeNull) {
            forms.add(Schemas.type("null"));
        }
        if (shape.allows(JsonKind.BOOLEAN)) {
            forms.add(Schemas.type("boolean"));
        }
        boolean takesText = shape.allows(JsonKind.STRING) || RequestFields.isTool(shape);
        boolean takesRange = shape.allows(JsonKind.NUMBER);
        if (takesRange) {
            forms.add(Schemas.type("number"));
        }
        if (takesText) {
            ObjectNode text = Schemas.type("string");
            forms.add(takesRange ? text : text.set("not", RangeForm.notationSchema()));
        } else if (takesRange) {
            forms.add(RangeForm.notationSchema());
        }
        if (shape.allows(JsonKind.ARRAY)) {
            forms.add(Schemas.list(on(shape.element()).ref(schemas), 0));
        }
        if (shape.allows(JsonKind.OBJECT)) {
            forms.add(fieldsSchema(schemas));
        }
        forms.add(OperatorsForm.on(shape).schema(schemas));
        return Schemas.anyOf(forms.toArray(JsonNode[]::new));
    }

    private ObjectNode fieldsSchema(Schemas schemas) {
        ObjectNode schema = Schemas.type("object").put("minProperties", 1);
        if (!shape.memberNames().isEmpty()) {
            ObjectNode properties = schema.putObject("properties");
            shape.memberNames()
                    .forEach(name -> properties.set(name, on(shape.member(name)).ref(schemas)));
        }
        if (!shape.isOpen()) {
            return schema.put("additionalProperties", false);
        }
        schema.set("propertyNames", Json.object().set("not", Schemas.oneOf(OperatorsForm.words())));
        return schema.set("additionalProperties", on(shape.member("any")).ref(schemas));
    }
}
