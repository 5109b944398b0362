package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts JSON that a mock expects to rules.
 *
 * @param ignoresOrder whether arrays match in any order
 * @param ignoresMore whether objects may have other members, and arrays other elements
 */
record JsonRules(boolean ignoresOrder, boolean ignoresMore) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{json-unit\\.([a-z-]+)}(.*)", Pattern.DOTALL);
    private static final Pattern ONE_FIELD = Pattern.compile("\\$(?:\\.(\\w+)|\\[['\"](\\w+)['\"]])");
    private static final Pattern MESSAGE =
            Pattern.compile("\\$\\.(messages|input)\\[(0|-1:?|\\*|\\(@\\.length ?- ?1\\))]\\.(\\w+)");
    private static final Pattern REGEX_FILTER =
            Pattern.compile("\\$\\.(\\w+)(?:\\[\\*])?\\[\\?\\(@\\.(\\w+) *=~ */(.*)/(i?)\\)]");
    private static final Pattern ROOT_FILTER =
            Pattern.compile("\\$\\[\\?\\(@\\.(\\w+) *== *(?:'([^']*)'|([-\\d.]+|true|false))\\)]");

    /** Adds a rule for each member of an expected body. */
    void add(JsonNode body, FileValue where, ExpectationDraft draft) {
        if (!body.isObject()) {
            draft.missing(where, "the expected body is not a JSON object");
            return;
        }
        body.properties()
                .forEach(member -> draft.rule(
                        where, new RequestPart.BodyField(member.getKey()), () -> constraint(member.getValue())));
        if (!ignoresMore) {
            draft.strict();
        }
    }

    /** Returns the rule on a value. */
    Constraint constraint(JsonNode value) {
        if (value.isTextual()) {
            Matcher placeholder = PLACEHOLDER.matcher(value.textValue());
            return placeholder.matches() ? placeholder(placeholder.group(1), placeholder.group(2)) : new Literal(value);
        }
        if (value.isObject() && (ignoresMore || holdsPlaceholder(value))) {
            Map<String, Constraint> members = new LinkedHashMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), constraint(member.getValue())));
            return members.isEmpty() ? new KindIs(List.of(JsonKind.OBJECT)) : new Members(members);
        }
        if (value.isArray() && (ignoresMore || ignoresOrder || holdsPlaceholder(value))) {
            return array(value);
        }
        return new Literal(value);
    }

    private Constraint array(JsonNode value) {
        List<Constraint> elements = new ArrayList<>();
        value.forEach(element -> elements.add(constraint(element)));
        if (!ignoresOrder && !ignoresMore) {
            return new Elements(elements);
        }
        Constraint kind = new KindIs(List.of(JsonKind.ARRAY));
        Constraint all = elements.isEmpty() ? kind : new HasAll(List.copyOf(new LinkedHashSet<>(elements)));
        return ignoresMore ? all : new AllOf(List.of(all, new Size(exactly(elements.size()))));
    }

    static NumberRange exactly(int size) {
        return NumberRange.of(BigDecimal.valueOf(size), BigDecimal.valueOf(size));
    }

    private static boolean holdsPlaceholder(JsonNode value) {
        return value.isTextual()
                ? value.textValue().startsWith("${json-unit.")
                : Json.values(value).anyMatch(JsonRules::holdsPlaceholder);
    }

    private static Constraint placeholder(String word, String rest) {
        return switch (word) {
            case "ignore", "ignore-element" -> new Present();
            case "any-string" -> new KindIs(List.of(JsonKind.STRING));
            case "any-number" -> new KindIs(List.of(JsonKind.NUMBER));
            case "any-boolean" -> new KindIs(List.of(JsonKind.BOOLEAN));
            case "regex" -> RegexMatch.of(rest, false);
            default -> throw new IllegalArgumentException("the placeholder '" + word + "' cannot be carried over");
        };
    }

    /** Returns the rule that a value, compared as text, is this one: mocks compare numbers by their digits. */
    static Constraint equalAsText(String text) {
        Constraint literal = ExpectationDraft.equal(text);
        try {
            JsonNode json = text.matches("true|false|-?\\d.*") ? Json.parse(text) : BooleanNode.FALSE;
            return text.matches("true|false") || json.isNumber()
                    ? new AnyOf(List.of(new Literal(json), literal))
                    : literal;
        } catch (IOException e) {
            return literal;
        }
    }

    /** Adds a rule on the value at a JSONPath. If the path can select several values, one of them must satisfy it. */
    static void at(String path, Constraint constraint, FileValue where, ExpectationDraft draft) {
        Matcher field = ONE_FIELD.matcher(path);
        if (field.matches()) {
            String name = Optional.ofNullable(field.group(1)).orElseGet(() -> String.valueOf(field.group(2)));
            draft.rule(where, new RequestPart.BodyField(name), () -> constraint);
            return;
        }
        Matcher message = MESSAGE.matcher(path);
        if (message.matches()) {
            Constraint members = new Members(Map.of(message.group(3), constraint));
            draft.field(message.group(1), elementOf(message.group(2), members));
            return;
        }
        try {
            RequestPart part = RequestPart.JsonPathValue.of(path);
            draft.rule(part, isDefinite(path) ? constraint : new Quantified(Quantified.Quantity.SOME, constraint));
        } catch (IllegalArgumentException e) {
            draft.missing(where, String.valueOf(e.getMessage()));
        }
    }

    private static Constraint elementOf(String index, Constraint members) {
        return switch (index) {
            case "0" -> new ElementAt(ElementAt.End.FIRST, members);
            case "*" -> new Quantified(Quantified.Quantity.SOME, members);
            default -> new ElementAt(ElementAt.End.LAST, members);
        };
    }

    /** Adds the rule that a JSONPath selects something. */
    static void exists(String path, FileValue where, ExpectationDraft draft) {
        Matcher filter = REGEX_FILTER.matcher(path);
        Matcher root = ROOT_FILTER.matcher(path);
        if (filter.matches()) {
            draft.rule(
                    where,
                    new RequestPart.BodyField(filter.group(1)),
                    () -> new Quantified(
                            Quantified.Quantity.SOME,
                            new Members(Map.of(
                                    filter.group(2),
                                    RegexMatch.of(
                                            "^(?:" + filter.group(3) + ")$",
                                            !filter.group(4).isEmpty())))));
        } else if (root.matches()) {
            Constraint equal =
                    root.group(2) == null ? equalAsText(root.group(3)) : ExpectationDraft.equal(root.group(2));
            draft.field(root.group(1), equal);
        } else if (isDefinite(path)) {
            at(path, new Present(), where, draft);
        } else {
            try {
                draft.rule(RequestPart.JsonPathValue.of(path), new Size(NumberRange.of(BigDecimal.ONE, null)));
            } catch (IllegalArgumentException e) {
                draft.missing(where, String.valueOf(e.getMessage()));
            }
        }
    }

    private static boolean isDefinite(String path) {
        return !path.contains("*")
                && !path.contains("..")
                && !path.contains("?")
                && !path.matches(".*\\[[^'\"\\]]*[,:].*");
    }
}
