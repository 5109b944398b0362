package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.Tokens;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Rules of all sorts, each on a field that can hold what it judges. */
final class RuleGenerator {
    private static final FieldShape TEXT = RequestFields.shapeOf("user");

    private final Random random;
    private final Supplier<String> texts;

    RuleGenerator(Random random, Supplier<String> texts) {
        this.random = random;
        this.texts = texts;
    }

    /** Rules on some parts of a request, one on each, those that share a map side by side. */
    List<FieldRule> request() {
        List<FieldRule> rules = new ArrayList<>();
        for (String name : RequestFields.names()) {
            if (random.nextInt(12) == 0) {
                rules.add(FieldRule.ofField(name, rule(RequestFields.shapeOf(name), 3)));
            }
        }
        List<RequestPart> parts = List.of(
                new RequestPart.Prompt(),
                new RequestPart.SystemText(),
                new RequestPart.Path(),
                new RequestPart.Header("x-tenant"),
                new RequestPart.Header("yes"),
                new RequestPart.QueryParameter("api-version"),
                new RequestPart.ToolResult("get_weather"));
        parts.stream()
                .filter(part -> random.nextInt(5) == 0)
                .forEach(part -> rules.add(new FieldRule(part, ofText(2))));
        if (random.nextInt(5) == 0) {
            rules.add(new FieldRule(RequestPart.JsonPathValue.of("$.messages[0]['name']"), ofAnything(3)));
        }
        return rules;
    }

    Constraint ofText(int depth) {
        Constraint rule = rule(TEXT, depth);
        // a text is there or not, but never null
        return rule.equals(new Literal(NullNode.getInstance())) ? new Absent() : rule;
    }

    Constraint ofAnything(int depth) {
        return rule(FieldShape.ANY, depth);
    }

    private Constraint rule(FieldShape shape, int depth) {
        if (RequestFields.isTool(shape) && random.nextBoolean()) {
            return new ToolNamed(pick(List.of("get_weather", "yes")));
        }
        List<Supplier<Constraint>> choices = new ArrayList<>();
        choices.add(() -> new Literal(literal(shape)));
        choices.add(() -> random.nextBoolean() ? new Absent() : new Present());
        choices.add(() -> new KindIs(some(2, () -> kind(shape))));
        choices.add(() -> ConformsTo.of(Json.treeOf(Map.of("type", List.of("string", "object")))));
        if (shape.allows(JsonKind.STRING)) {
            choices.add(this::ofLetters);
            choices.add(() -> new Size(range(false)));
            choices.add(() -> new Tokens(range(true)));
        }
        if (shape.allows(JsonKind.NUMBER)) {
            choices.add(() -> range(true));
        }
        if (depth > 0) {
            nested(shape, depth - 1, choices);
        }
        return pick(choices).get();
    }

    private void nested(FieldShape shape, int depth, List<Supplier<Constraint>> choices) {
        choices.add(() -> new AnyOf(some(3, () -> rule(shape, depth))));
        choices.add(() -> new AllOf(some(3, () -> rule(shape, depth))));
        choices.add(() -> random.nextBoolean() ? new Not(rule(shape, depth)) : new OptionalValue(rule(shape, depth)));
        choices.add(() -> exemplified(shape));
        if (shape.allows(JsonKind.STRING)) {
            choices.add(() -> new JsonText(rule(FieldShape.ANY, depth)));
        }
        if (shape.allows(JsonKind.OBJECT)) {
            choices.add(() -> fields(shape, depth));
        }
        if (shape.allows(JsonKind.ARRAY)) {
            FieldShape element = shape.element();
            choices.add(() -> list(element, depth));
            choices.add(() -> new ElementAt(pick(List.of(ElementAt.End.values())), rule(element, depth)));
            choices.add(() -> new Quantified(pick(List.of(Quantified.Quantity.values())), rule(element, depth)));
            choices.add(() -> new InOrder(some(2, () -> rule(element, depth))));
            choices.add(() -> new HasAll(
                    some(2, () -> rule(element, depth)).stream().distinct().toList()));
        }
    }

    private JsonKind kind(FieldShape shape) {
        return pick(Stream.of(JsonKind.values()).filter(shape::allows).toList());
    }

    private Constraint list(FieldShape element, int depth) {
        if (RequestFields.isTool(element)) {
            return new ToolNames(new TreeSet<>(List.of("get_weather", "no")));
        }
        return new Elements(some(2, () -> rule(element, depth)));
    }

    private Constraint exemplified(FieldShape shape) {
        JsonNode example = literal(shape);
        return new Exemplified(random.nextBoolean() ? new Present() : new Not(new Absent()), example);
    }

    private Constraint fields(FieldShape shape, int depth) {
        List<String> names =
                shape.memberNames().isEmpty() ? List.of("city", "no", "a: b") : List.copyOf(shape.memberNames());
        Map<String, Constraint> members = new LinkedHashMap<>();
        some(3, () -> pick(names)).forEach(name -> members.put(name, rule(shape.member(name), depth)));
        return new Members(members);
    }

    private Constraint ofLetters() {
        boolean ignoresCase = random.nextBoolean();
        return switch (random.nextInt(3)) {
            case 0 -> new TextMatch(pick(List.of(TextMatch.Place.values())), word(), ignoresCase);
            case 1 -> RegexMatch.of(pick(List.of("^a\\d+$", "a|b", "'[\"]", "#")), ignoresCase);
            default -> new Glob(word(), ignoresCase);
        };
    }

    private JsonNode literal(FieldShape shape) {
        if (shape.allows(JsonKind.OBJECT) && random.nextInt(4) == 0) {
            return JsonNodeFactory.instance.objectNode().put("min", texts.get());
        }
        return ContractGenerator.scalar(random, texts.get());
    }

    private String word() {
        String text = texts.get();
        return text.isBlank() ? "word" : text;
    }

    private NumberRange range(boolean mayExclude) {
        // below 9, so that a whole number lies between the ends even where both are excluded
        BigDecimal from = BigDecimal.valueOf(random.nextInt(9), random.nextInt(2));
        BigDecimal to = BigDecimal.valueOf(10 + random.nextInt(5));
        return switch (random.nextInt(4)) {
            case 0 -> NumberRange.of(from, null);
            case 1 -> NumberRange.of(null, to);
            case 2 -> NumberRange.of(to, to);
            default ->
                new NumberRange(from, to, mayExclude && random.nextBoolean(), mayExclude && random.nextBoolean());
        };
    }

    private <T> List<T> some(int atMost, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(atMost); i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
