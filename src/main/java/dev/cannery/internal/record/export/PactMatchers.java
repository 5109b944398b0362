package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.wire.Json;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes Pact's matching rules of the rules on a request. What they do not cover must be as in the example. */
final class PactMatchers {
    /** The only part of a request that has no places within it. */
    private static final String PATH = "path";

    private final ObjectNode rules = Json.object();
    private final JsonNode example;
    private final Consumer<String> losses;

    PactMatchers(JsonNode example, Consumer<String> losses) {
        this.example = example;
        this.losses = losses;
    }

    ObjectNode rules() {
        return rules;
    }

    void add(FieldRule rule) {
        RequestPart part = rule.part();
        Constraint constraint = rule.constraint();
        if (part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt) {
            at("$.messages[" + lastOf("user") + "].content", "body", constraint);
        } else if (part instanceof RequestPart.SystemText) {
            at("$.messages[0].content", "body", constraint);
        } else if (part instanceof RequestPart.ToolResult) {
            at("$.messages[" + lastOf("tool") + "].content", "body", constraint);
        } else if (part instanceof RequestPart.Header header) {
            at(header.name(), "header", constraint);
        } else if (part instanceof RequestPart.QueryParameter parameter) {
            at(parameter.name(), "query", constraint);
        } else if (part instanceof RequestPart.Path) {
            at(PATH, PATH, constraint);
        } else if (part instanceof RequestPart.BodyField field) {
            at("$." + field.label(), "body", constraint);
        } else {
            losses.accept("the rule on " + part.label() + " is lost");
        }
    }

    private int lastOf(String role) {
        int last = 0;
        for (int i = 0; i < example.path("messages").size(); i++) {
            if (example.path("messages").path(i).path("role").asText().equals(role)) {
                last = i;
            }
        }
        return last;
    }

    private void at(String path, String part, Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            at(path, part, exemplified.constraint());
        } else if (constraint instanceof Members members) {
            members.members().forEach((name, member) -> at(path + "." + name, part, member));
        } else if (constraint instanceof AllOf all) {
            all.parts().forEach(one -> at(path, part, one));
        } else if (constraint instanceof TextMatch text) {
            text(path, part, text);
        } else if (constraint instanceof RegexMatch regex) {
            String flags = regex.ignoresCase() ? "(?si)" : "(?s)";
            matchers(path, part)
                    .addObject()
                    .put("match", "regex")
                    .put("regex", flags + ".*(?:" + regex.regex() + ").*");
        } else if (constraint instanceof Glob glob) {
            matchers(path, part).addObject().put("match", "regex").put("regex", WireMockMatchers.regexOf(glob));
        } else if (constraint instanceof KindIs || constraint instanceof Present) {
            matchers(path, part).addObject().put("match", "type");
        } else if (constraint instanceof NumberRange range) {
            losses.accept("the range " + range.describe() + " of " + path + " becomes any number");
            matchers(path, part).addObject().put("match", "number");
        } else if (constraint instanceof ToolNames) {
            losses.accept("tools are compared with the example's by type, not by name");
            matchers(path, part).addObject().put("match", "type");
        } else if (!(constraint instanceof Literal)) {
            losses.accept(
                    "the rule on " + path + " is lost: Pact has no equivalent of '" + constraint.describe() + "'");
        }
    }

    private void text(String path, String part, TextMatch text) {
        if (text.place() == TextMatch.Place.ANYWHERE && !text.ignoreCase()) {
            matchers(path, part).addObject().put("match", "include").put("value", text.text());
            return;
        }
        String quoted = Pattern.quote(text.text());
        String regex = switch (text.place()) {
            case ANYWHERE -> ".*" + quoted + ".*";
            case START -> quoted + ".*";
            case END -> ".*" + quoted;
        };
        matchers(path, part)
                .addObject()
                .put("match", "regex")
                .put("regex", (text.ignoreCase() ? "(?si)" : "(?s)") + regex);
    }

    private ArrayNode matchers(String path, String part) {
        ObjectNode ofPart = Json.objectIn(rules, part);
        ObjectNode rule = (part.equals(PATH) ? ofPart : Json.objectIn(ofPart, path)).put("combine", "AND");
        return rule.withArray("matchers");
    }
}
