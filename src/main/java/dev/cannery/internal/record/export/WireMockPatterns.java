package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Converts the rules on a request to the patterns of a WireMock mapping. */
final class WireMockPatterns {
    private static final String EXPRESSION = "expression";
    private static final String LAST = "[-1:]";

    private final ArrayNode body = Json.array();
    private final ObjectNode headers = Json.object();
    private final ObjectNode query = Json.object();
    private final BodyPlaces places;
    private final Consumer<String> losses;
    private boolean isLossy;

    WireMockPatterns(BodyPlaces places, Consumer<String> losses) {
        this.places = places;
        this.losses = losses;
    }

    ArrayNode body() {
        return body;
    }

    /** Whether no rule at all could be carried over, though there were some. */
    boolean matchesAll() {
        return isLossy && body.isEmpty() && headers.isEmpty() && query.isEmpty();
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
            WireMockMatchers.of(rule.constraint()).ifPresent(matcher -> headers.set(header.name(), matcher));
        } else if (rule.part() instanceof RequestPart.QueryParameter parameter) {
            WireMockMatchers.of(rule.constraint()).ifPresent(matcher -> query.set(parameter.name(), matcher));
        }
    }

    /** Adds a rule on the body. */
    void add(FieldRule rule) {
        RequestPart part = rule.part();
        Constraint constraint = rule.constraint();
        if (part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt) {
            losses.accept("WireMock cannot select the last user message, so 'prompt' may hold for any of them");
            atOneOf(places.prompt(), constraint);
        } else if (part instanceof RequestPart.SystemText) {
            atOneOf(places.system(), constraint);
        } else if (part instanceof RequestPart.ToolResult) {
            losses.accept(
                    "WireMock cannot match a result to its tool, so the rule may hold for the result of any tool");
            atOneOf(places.result(), constraint);
        } else if (part instanceof RequestPart.JsonPathValue path && !places.isTranslated()) {
            at(path.expression(), constraint);
        } else if (part instanceof RequestPart.BodyField field) {
            field(field.label(), constraint);
        } else if (part instanceof RequestPart.JsonPathValue) {
            lostInTranslation(part.label());
        }
    }

    /** Returns the pattern of the paths that the rules allow. */
    String path(List<FieldRule> rules) {
        StringBuilder pattern = new StringBuilder();
        for (FieldRule rule : rules) {
            if (rule.part() instanceof RequestPart.Path) {
                Optional<String> regex = WireMockMatchers.of(rule.constraint()).flatMap(WireMockPatterns::regexOf);
                regex.ifPresentOrElse(
                        one -> pattern.append("(?=(?:").append(one).append(")$)"),
                        () -> losses.accept("the rule on 'path' is lost: WireMock has no equivalent of '"
                                + rule.constraint().describe() + "'"));
            }
        }
        return pattern + ".*" + places.endpoint().path();
    }

    private static Optional<String> regexOf(ObjectNode matcher) {
        if (matcher.has("equalTo")) {
            return Optional.of(Pattern.quote(matcher.path("equalTo").asText()));
        }
        if (matcher.has("contains")) {
            return Optional.of(".*" + Pattern.quote(matcher.path("contains").asText()) + ".*");
        }
        return Optional.ofNullable(matcher.path("matches").textValue());
    }

    private void lostInTranslation(String label) {
        isLossy = true;
        losses.accept("the rule on " + label + " is lost in the mapping for "
                + places.endpoint().path());
    }

    private void field(String name, Constraint constraint) {
        Optional<String> place = places.field(name);
        if (!places.isTranslated()) {
            at(place.orElseThrow(), constraint);
        } else if (constraint instanceof Exemplified exemplified) {
            field(name, exemplified.constraint());
        } else if (constraint instanceof Literal literal) {
            leaves(
                    "$",
                    ResponsesBody.of(Json.object().set(name, literal.value())).body());
        } else if (place.isEmpty() || (name.equals("tools") && !isOnNames(constraint))) {
            lostInTranslation(name);
        } else if (constraint instanceof Members members) {
            members.members().forEach((member, inner) -> {
                // the Responses API has the parts of a format at one level, and always sends usage
                boolean isLevel = name.equals("response_format") && member.equals("json_schema");
                if (!member.equals("include_usage")) {
                    at(isLevel ? place.get() : place.get() + "." + member, inner);
                }
            });
        } else if (!ResponsesBody.of(Json.object().put(name, "")).lost().contains(name) && !name.equals("max_tokens")) {
            // a field that the Responses API does not have is absent, and the rule allows that
            at(place.get(), constraint);
        }
    }

    private void leaves(String path, ObjectNode object) {
        object.properties().forEach(member -> {
            String place = path + "." + member.getKey();
            boolean isGroup = place.equals("$.text") || place.equals("$.reasoning");
            if (isGroup && member.getValue() instanceof ObjectNode group) {
                leaves(place, group);
            } else {
                at(place, new Literal(member.getValue()));
            }
        });
    }

    /** Whether a rule on tools is on their names only. */
    private static boolean isOnNames(Constraint constraint) {
        return constraint instanceof ToolNames
                || constraint instanceof Absent
                || constraint instanceof Present
                || (constraint instanceof HasAll has && has.elements().stream().allMatch(ToolNamed.class::isInstance));
    }

    /** Adds the pattern that a constraint holds at one of these places. */
    private void atOneOf(List<String> paths, Constraint constraint) {
        if (paths.size() == 1) {
            at(paths.get(0), constraint);
        } else if (constraint instanceof Exemplified exemplified) {
            atOneOf(paths, exemplified.constraint());
        } else if (constraint instanceof AllOf all) {
            all.parts().forEach(part -> atOneOf(paths, part));
        } else if (constraint instanceof Not not) {
            WireMockPatterns negated = new WireMockPatterns(places, losses);
            negated.atOneOf(paths, not.constraint());
            negated.body.forEach(pattern -> body.addObject().set("not", pattern));
        } else {
            ArrayNode options = Json.array();
            for (String path : paths) {
                WireMockPatterns one = new WireMockPatterns(places, losses);
                one.at(path, constraint);
                options.addAll(one.body);
            }
            isLossy |= options.isEmpty();
            if (options.size() == 1) {
                body.add(options.get(0));
            } else if (!options.isEmpty()) {
                body.addObject().set("or", options);
            }
        }
    }

    /** Adds the pattern that an earlier response called a tool. */
    void addCall(String tool) {
        addExists(String.format(Locale.ROOT, places.call(), tool));
    }

    /** Adds the pattern that an earlier response contains a text. */
    void addAnswer(String text) {
        atOneOf(places.answer(), new Literal(TextNode.valueOf(text)));
    }

    private void addExists(String path) {
        body.addObject().put("matchesJsonPath", path);
    }

    private void addEqual(String path, String text) {
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
        } else if (constraint instanceof Present || (constraint instanceof KindIs && places.isText(path))) {
            addExists(path);
        } else {
            WireMockMatchers.of(constraint)
                    .ifPresentOrElse(
                            matcher -> body.addObject()
                                    .set(
                                            "matchesJsonPath",
                                            Json.object().put(EXPRESSION, path).setAll(matcher)),
                            () -> lost(path, constraint));
        }
    }

    private void lost(String path, Constraint constraint) {
        isLossy = true;
        losses.accept(
                "the rule on " + path + " is lost: WireMock has no equivalent of '" + constraint.describe() + "'");
    }

    private void tool(String path, String name) {
        addExists(path + String.format(Locale.ROOT, places.tool(), name));
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
}
