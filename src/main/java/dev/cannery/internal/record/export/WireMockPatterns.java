package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes the patterns of a WireMock mapping of the rules on a request. */
final class WireMockPatterns {
    private static final String EXPRESSION = "expression";
    private static final String LAST = "[-1:]";

    private final ArrayNode body = Json.array();
    private final ObjectNode headers = Json.object();
    private final ObjectNode query = Json.object();
    private final Consumer<String> losses;

    WireMockPatterns(Consumer<String> losses) {
        this.losses = losses;
    }

    ArrayNode body() {
        return body;
    }

    ObjectNode headers() {
        return headers;
    }

    ObjectNode query() {
        return query;
    }

    /** Adds a rule on a header or query parameter. */
    void addOuter(FieldRule rule) {
        if (rule.part() instanceof RequestPart.Header header) {
            matcher(rule.constraint()).ifPresent(matcher -> headers.set(header.name(), matcher));
        } else if (rule.part() instanceof RequestPart.QueryParameter parameter) {
            matcher(rule.constraint()).ifPresent(matcher -> query.set(parameter.name(), matcher));
        }
    }

    /** Adds a rule on the body. */
    void add(FieldRule rule) {
        RequestPart part = rule.part();
        Constraint constraint = rule.constraint();
        if (part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt) {
            losses.accept("WireMock cannot select the last user message, so that 'prompt' holds for any of them");
            at("$.messages[?(@.role == 'user')].content", constraint);
        } else if (part instanceof RequestPart.SystemText) {
            at("$.messages[?(@.role == 'system' || @.role == 'developer')].content", constraint);
        } else if (part instanceof RequestPart.ToolResult) {
            losses.accept("WireMock cannot tell which tool a result is of, so that the rule holds for any result");
            at("$.messages[?(@.role == 'tool')].content", constraint);
        } else if (part instanceof RequestPart.JsonPathValue path) {
            at(path.expression(), constraint);
        } else if (part instanceof RequestPart.BodyField field) {
            at("$." + field.label(), constraint);
        } else if (part instanceof RequestPart.Path) {
            losses.accept("the rule on 'path' is lost: the mapping is for all chat completions");
        }
    }

    void addExists(String path) {
        body.addObject().put("matchesJsonPath", path);
    }

    void addEqual(String path, String text) {
        body.addObject().putObject("matchesJsonPath").put(EXPRESSION, path).put("equalTo", text);
    }

    /** Adds the patterns that the value at a path satisfies a constraint. */
    private void at(String path, Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            at(path, exemplified.constraint());
        } else if (constraint instanceof AllOf all) {
            all.parts().forEach(part -> at(path, part));
        } else if (constraint instanceof Members members) {
            members.members().forEach((name, member) -> at(path + "." + name, member));
        } else if (constraint instanceof ElementAt element) {
            at(path + (element.end() == ElementAt.End.FIRST ? "[0]" : LAST), element.constraint());
        } else if (constraint instanceof Quantified some && some.quantity() == Quantified.Quantity.SOME) {
            some(path, some.constraint());
        } else if (constraint instanceof Quantified none && none.quantity() == Quantified.Quantity.NONE) {
            filter(none.constraint())
                    .ifPresentOrElse(
                            filter -> body.addObject()
                                    .putObject("not")
                                    .put("matchesJsonPath", path + "[?(" + filter + ")]"),
                            () -> lost(path, constraint));
        } else if (constraint instanceof ToolNames names) {
            names.names().forEach(name -> tool(path, name));
            addEqual(path + ".length()", String.valueOf(names.names().size()));
        } else if (constraint instanceof HasAll has) {
            has.elements().forEach(element -> some(path, element));
        } else if (constraint instanceof NumberRange range) {
            addExists("$[?(" + comparison("@" + path.substring(1), range) + ")]");
        } else if (constraint instanceof Present || (constraint instanceof KindIs && path.endsWith(".content"))) {
            addExists(path);
        } else {
            matcher(constraint)
                    .ifPresentOrElse(
                            matcher -> body.addObject()
                                    .set(
                                            "matchesJsonPath",
                                            Json.object().put(EXPRESSION, path).setAll(matcher)),
                            () -> lost(path, constraint));
        }
    }

    private void lost(String path, Constraint constraint) {
        losses.accept("the rule on " + path + " is lost: WireMock cannot check for " + constraint.describe());
    }

    private void tool(String path, String name) {
        addExists(path + "[?(@.function.name == '" + name + "' || @.custom.name == '" + name + "')]");
    }

    /** Adds the pattern that some element of an array satisfies a constraint. */
    private void some(String path, Constraint element) {
        if (element instanceof ToolNamed tool) {
            tool(path, tool.name());
            return;
        }
        Optional<String> filter = filter(element);
        if (filter.isPresent()) {
            addExists(path + "[?(" + filter.get() + ")]");
            return;
        }
        if (element instanceof Members members) {
            List<String> equal = new ArrayList<>();
            members.members()
                    .forEach((name, member) -> filterOf("@." + name, member).ifPresent(equal::add));
            String selected = path + (equal.isEmpty() ? "[*]" : "[?(" + String.join(" && ", equal) + ")]");
            members.members().forEach((name, member) -> {
                if (filterOf("@." + name, member).isEmpty()) {
                    at(selected + "." + name, member);
                }
            });
            return;
        }
        at(path + "[*]", element);
    }

    /** Returns a JSONPath filter that selects what satisfies a constraint; empty if there is none. */
    private static Optional<String> filter(Constraint constraint) {
        if (!(constraint instanceof Members members)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        members.members()
                .forEach((name, member) -> filterOf("@." + name, member).ifPresent(parts::add));
        return parts.size() == members.members().size() ? Optional.of(String.join(" && ", parts)) : Optional.empty();
    }

    private static Optional<String> filterOf(String place, Constraint constraint) {
        if (constraint instanceof Literal literal && literal.value().isValueNode()) {
            String value = literal.value().isTextual()
                    ? "'" + literal.value().textValue().replace("\\", "\\\\").replace("'", "\\'") + "'"
                    : literal.value().asText();
            return Optional.of(place + " == " + value);
        }
        return constraint instanceof NumberRange range ? Optional.of(comparison(place, range)) : Optional.empty();
    }

    private static String comparison(String place, NumberRange range) {
        List<String> parts = new ArrayList<>();
        if (range.from() != null) {
            parts.add(place
                    + (range.excludesFrom() ? " > " : " >= ")
                    + range.from().toPlainString());
        }
        if (range.to() != null) {
            parts.add(place + (range.excludesTo() ? " < " : " <= ") + range.to().toPlainString());
        }
        return String.join(" && ", parts);
    }

    /** Returns WireMock's matcher on a text; empty if it has none. */
    private Optional<ObjectNode> matcher(Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            return matcher(exemplified.constraint());
        }
        if (constraint instanceof Literal literal) {
            return Optional.of(literal(literal.value()));
        }
        if (constraint instanceof TextMatch text) {
            return Optional.of(text(text));
        }
        if (constraint instanceof RegexMatch regex) {
            String flags = regex.ignoresCase() ? "(?si)" : "(?s)";
            return Optional.of(Json.object().put("matches", flags + ".*(?:" + regex.regex() + ").*"));
        }
        if (constraint instanceof Glob glob) {
            return Optional.of(Json.object().put("matches", regexOf(glob)));
        }
        if (constraint instanceof Absent) {
            return Optional.of(Json.object().put("absent", "(absent)"));
        }
        if (constraint instanceof OptionalValue optional) {
            return joined("or", List.of(new Absent(), optional.constraint()));
        }
        if (constraint instanceof AnyOf any) {
            return joined("or", any.options());
        }
        if (constraint instanceof AllOf all) {
            return joined("and", all.parts());
        }
        if (constraint instanceof Not not) {
            return matcher(not.constraint()).map(inner -> Json.object().set("not", inner));
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> joined(String word, List<Constraint> parts) {
        ArrayNode list = Json.array();
        parts.forEach(part -> matcher(part).ifPresent(list::add));
        return list.size() == parts.size() ? Optional.of(Json.object().set(word, list)) : Optional.empty();
    }

    private static ObjectNode literal(JsonNode value) {
        return value.isContainerNode()
                ? Json.object().put("equalToJson", Json.compact(value))
                : Json.object().put("equalTo", value.asText());
    }

    private static ObjectNode text(TextMatch match) {
        if (match.place() == TextMatch.Place.ANYWHERE && !match.ignoreCase()) {
            return Json.object().put("contains", match.text());
        }
        String quoted = Pattern.quote(match.text());
        String regex = switch (match.place()) {
            case ANYWHERE -> ".*" + quoted + ".*";
            case START -> quoted + ".*";
            case END -> ".*" + quoted;
        };
        return Json.object().put("matches", (match.ignoreCase() ? "(?si)" : "(?s)") + regex);
    }

    static String regexOf(Glob glob) {
        StringBuilder regex = new StringBuilder(glob.ignoreCase() ? "(?si)" : "(?s)");
        for (String part : glob.pattern().split("(?<=[*?])|(?=[*?])", -1)) {
            if (!part.isEmpty()) {
                regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
            }
        }
        return regex.toString();
    }
}
