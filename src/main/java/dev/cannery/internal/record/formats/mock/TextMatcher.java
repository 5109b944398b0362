package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The matchers of WireMock on a text, such as the value of a header or the value at a JSONPath. */
final class TextMatcher {
    private static final Set<String> DETAILS =
            Set.of("caseInsensitive", "ignoreArrayOrder", "ignoreExtraElements", "expression", "schemaVersion", "name");

    private TextMatcher() {}

    /**
     * Returns the rule of a matcher.
     *
     * @throws IllegalArgumentException when a contract cannot express it
     */
    static Constraint of(FileValue matcher) {
        List<Constraint> all = new ArrayList<>();
        for (Map.Entry<String, FileValue> member : matcher.members().entrySet()) {
            if (!DETAILS.contains(member.getKey())) {
                all.add(one(member.getKey(), member.getValue(), matcher));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the matcher is empty");
        }
        return all.size() == 1 ? all.get(0) : new AllOf(all);
    }

    private static Constraint one(String word, FileValue value, FileValue matcher) {
        boolean ignoresCase = matcher.member("caseInsensitive").isTrue();
        String text = value.text();
        return switch (word) {
            case "equalTo" -> ignoresCase ? anyCase(text) : JsonRules.equalAsText(text);
            case "contains" -> new TextMatch(TextMatch.Place.ANYWHERE, text, ignoresCase);
            case "doesNotContain" -> new Not(new TextMatch(TextMatch.Place.ANYWHERE, text, ignoresCase));
            case "matches" -> ExpectationDraft.wholly(text);
            case "doesNotMatch" -> new Not(ExpectationDraft.wholly(text));
            case "absent" -> new Absent();
            case "equalToJson" -> json(value, matcher);
            case "matchesJsonSchema" -> new JsonText(ConformsTo.of(parsed(value)));
            case "and" -> new AllOf(value.items().stream().map(TextMatcher::of).toList());
            case "or" -> new AnyOf(value.items().stream().map(TextMatcher::of).toList());
            case "not" -> new Not(of(value));
            default -> throw new IllegalArgumentException("the matcher '" + word + "' cannot be carried over");
        };
    }

    /** Returns the rule that the value is this JSON, which may be a value or a text that holds it. */
    private static Constraint json(FileValue value, FileValue matcher) {
        JsonRules rules = new JsonRules(
                matcher.member("ignoreArrayOrder").isTrue(),
                matcher.member("ignoreExtraElements").isTrue());
        Constraint plain = rules.constraint(parsed(value));
        return plain instanceof Literal literal && literal.value().isValueNode()
                ? plain
                : new AnyOf(List.of(plain, new JsonText(plain)));
    }

    static JsonNode parsed(FileValue value) {
        if (value.json().isContainerNode()) {
            return value.json();
        }
        try {
            return Json.parse(value.text());
        } catch (IOException e) {
            throw new IllegalArgumentException("the expected JSON is not valid", e);
        }
    }

    private static Constraint anyCase(String text) {
        return RegexMatch.of("^(?:" + Pattern.quote(text) + ")$", true);
    }
}
