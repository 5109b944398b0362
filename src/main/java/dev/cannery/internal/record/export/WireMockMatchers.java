package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts constraints to WireMock's matchers on a text. */
final class WireMockMatchers {
    private WireMockMatchers() {}

    /** Returns WireMock's matcher on a text; empty if it has none. */
    static Optional<ObjectNode> of(Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            return of(exemplified.constraint());
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
            return of(not.constraint()).map(inner -> Json.object().set("not", inner));
        }
        return Optional.empty();
    }

    private static Optional<ObjectNode> joined(String word, List<Constraint> parts) {
        ArrayNode list = Json.array();
        parts.forEach(part -> of(part).ifPresent(list::add));
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
