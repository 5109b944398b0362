package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.record.formats.file.FileValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts a Pact example and its matching rules to rules; a value without a matching rule must be equal. */
final class PactRules {
    private static final String BODY = "$.body";

    private final Map<String, List<FileValue>> rules = new LinkedHashMap<>();
    private final Map<String, List<FileValue>> headers = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final ExpectationDraft draft;

    private PactRules(ExpectationDraft draft) {
        this.draft = draft;
    }

    /** Reads matching rules: version 2 has one map of paths, later ones a map for each part of a message. */
    static PactRules of(FileValue matching, ExpectationDraft draft) {
        PactRules all = new PactRules(draft);
        matching.members().forEach((key, value) -> {
            if (key.startsWith(BODY)) {
                all.rules.put("$" + key.substring(BODY.length()), List.of(value));
            } else if (key.startsWith("$.headers.")) {
                all.headers.put(key.substring("$.headers.".length()), List.of(value));
            } else if (key.equals("body")) {
                value.members().forEach((path, rule) -> all.rules.put(path, matchers(rule)));
            } else if (key.equals("header") || key.equals("headers")) {
                value.members().forEach((name, rule) -> all.headers.put(name, matchers(rule)));
            } else if (!value.members().isEmpty()) {
                draft.missing(value, "the rule on '" + key + "' cannot be carried over");
            }
        });
        return all;
    }

    private static List<FileValue> matchers(FileValue rule) {
        return rule.member("matchers").isList() ? rule.member("matchers").items() : List.of(rule);
    }

    /** Adds a rule for each member of an example body. As in Pact, there must be no other members. */
    void body(JsonNode example, FileValue where) {
        if (!example.isObject()) {
            draft.missing(where, "the body of the request is not a JSON object");
            return;
        }
        @Nullable FileValue all = typeRule("$");
        example.properties()
                .forEach(member -> draft.rule(
                        where,
                        new RequestPart.BodyField(member.getKey()),
                        () -> constraint(member.getValue(), "$." + member.getKey(), all != null)));
        draft.strict();
    }

    Constraint header(String name, String value) {
        List<FileValue> matchers = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
        Constraint equal = ExpectationDraft.equal(value);
        return matchers.isEmpty() ? equal : new Exemplified(joined(matchers, equal, true), TextNode.valueOf(value));
    }

    /** Reports the rules of the body whose paths lead to nothing in the example. */
    void reportUnused() {
        rules.forEach((path, matchers) -> {
            if (!used.contains(path)) {
                draft.missing(
                        matchers.get(0),
                        "the rule on '" + path + "' cannot be carried over: the example has no such value");
            }
        });
    }

    /** Returns the rule on a value. The rule that only the type counts holds for everything below it. */
    private Constraint constraint(JsonNode value, String path, boolean isByType) {
        List<FileValue> own = rulesAt(path);
        boolean byType = isByType || own.stream().anyMatch(PactRules::isType);
        if (value.isArray() && !value.isEmpty()) {
            return array(value, path, own, byType);
        }
        if (value.isObject() && !value.isEmpty()) {
            Map<String, Constraint> members = new LinkedHashMap<>();
            value.properties()
                    .forEach(member -> members.put(
                            member.getKey(), constraint(member.getValue(), path + "." + member.getKey(), byType)));
            return new Members(members);
        }
        Constraint plain = byType ? kindOf(value) : new Literal(value);
        Constraint ruled = own.isEmpty() ? plain : joined(own, plain, value.isTextual());
        return ruled instanceof Literal || value.isNull() ? ruled : new Exemplified(ruled, value);
    }

    private Constraint array(JsonNode value, String path, List<FileValue> own, boolean isByType) {
        if (!isByType) {
            List<Constraint> elements = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                elements.add(constraint(value.get(i), path + "[" + i + "]", false));
            }
            return new Elements(elements);
        }
        Constraint each = new Quantified(Quantified.Quantity.EVERY, constraint(value.get(0), path + "[0]", true));
        int min = own.stream()
                .mapToInt(rule -> rule.member("min").wholeNumber(0))
                .max()
                .orElse(0);
        int max = own.stream()
                .mapToInt(rule -> rule.member("max").wholeNumber(0))
                .max()
                .orElse(0);
        if (min <= 0 && max <= 0) {
            return each;
        }
        NumberRange size =
                NumberRange.of(min > 0 ? BigDecimal.valueOf(min) : null, max > 0 ? BigDecimal.valueOf(max) : null);
        return new AllOf(List.of(each, new Size(size)));
    }

    private @Nullable FileValue typeRule(String path) {
        return rulesAt(path).stream().filter(PactRules::isType).findFirst().orElse(null);
    }

    private static boolean isType(FileValue rule) {
        String match = rule.member("match").text();
        return match.equals("type") || (match.isEmpty() && rule.hasAny("min", "max"));
    }

    /** Returns the rules of the longest path that leads here; a star stands for any member or element. */
    private List<FileValue> rulesAt(String path) {
        Optional<String> best = rules.keySet().stream()
                .filter(known -> leadsTo(known, path))
                .max((left, right) -> Integer.compare(left.length(), right.length()));
        best.ifPresent(used::add);
        return best.map(known -> rules.getOrDefault(known, List.of())).orElse(List.of());
    }

    private static boolean leadsTo(String known, String path) {
        String[] wanted = steps(known);
        String[] actual = steps(path);
        if (wanted.length != actual.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] steps(String path) {
        return path.replaceAll("\\[['\"]?([^'\"\\]]*)['\"]?]", ".$1").split("\\.");
    }

    private Constraint joined(List<FileValue> matchers, Constraint plain, boolean isText) {
        List<Constraint> all = new ArrayList<>();
        for (FileValue matcher : matchers) {
            all.add(one(matcher, plain, isText));
        }
        return all.size() == 1 ? all.get(0) : new AllOf(all.stream().distinct().toList());
    }

    private Constraint one(FileValue matcher, Constraint plain, boolean isText) {
        String match = matcher.member("match").text();
        return switch (match) {
            case "type", "" -> plain instanceof Literal literal ? kindOf(literal.value()) : plain;
            case "equality" -> plain;
            case "regex" -> ExpectationDraft.wholly(matcher.member("regex").text());
            case "include" ->
                ExpectationDraft.containing(matcher.member("value").text());
            case "integer" -> new KindIs(List.of(JsonKind.INTEGER));
            case "number", "decimal" -> new KindIs(List.of(JsonKind.NUMBER));
            case "boolean" -> new KindIs(List.of(JsonKind.BOOLEAN));
            case "null" -> new KindIs(List.of(JsonKind.NULL));
            case "notEmpty" -> new Size(NumberRange.of(BigDecimal.ONE, null));
            default -> {
                draft.missing(matcher, "the matcher '" + match + "' cannot be carried over");
                yield isText ? new KindIs(List.of(JsonKind.STRING)) : new AnyOf(List.of(plain));
            }
        };
    }

    private static Constraint kindOf(JsonNode value) {
        return new KindIs(List.of(
                switch (value.getNodeType()) {
                    case STRING -> JsonKind.STRING;
                    case NUMBER -> JsonKind.NUMBER;
                    case BOOLEAN -> JsonKind.BOOLEAN;
                    case ARRAY -> JsonKind.ARRAY;
                    case OBJECT -> JsonKind.OBJECT;
                    default -> JsonKind.NULL;
                }));
    }
}
