package dev.cannery.internal.contract.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requirements of a request on its response.
 *
 * @param responseFormat the request's {@code response_format}; a missing node when it has none or the rules do not determine it
 * @param offered the tools by name, each as in the request or missing where only its name is known; empty when the rules do not
 *     determine which are offered
 * @param isStreamed whether the response is streamed; empty when the rules do not determine it
 */
public record AnswerTerms(
        JsonNode responseFormat, Optional<Map<String, JsonNode>> offered, Optional<Boolean> isStreamed) {
    private static final String FORMAT = "response_format";
    private static final String STRICT = "strict";
    private static final List<String> OFFERS = List.of("tools", "functions");

    /** Returns the requirements of this request. */
    public static AnswerTerms of(ChatRequest request) {
        Map<String, JsonNode> offered = new LinkedHashMap<>();
        OFFERS.forEach(field -> request.field(field).forEach(tool -> offered.put(ToolNames.nameOf(tool), tool)));
        return new AnswerTerms(request.field(FORMAT), Optional.of(offered), Optional.of(request.wantsStream()));
    }

    /**
     * Returns these requirements as a Response understands them. The Responses API decides itself whether a tool or a schema is strict
     * that the request leaves open, and states it: OpenAI makes it strict (159 of 159 recorded calls conform), xAI does not.
     */
    public AnswerTerms understoodBy(JsonNode response) {
        Map<String, JsonNode> understood = new LinkedHashMap<>(offered.orElse(Map.of()));
        for (JsonNode stated : response.path("tools")) {
            understood.computeIfPresent(
                    stated.path("name").asText(""), (name, tool) -> understood(tool, "function", stated));
        }
        JsonNode format =
                understood(responseFormat, "json_schema", response.path("text").path("format"));
        return new AnswerTerms(format, offered.map(tools -> understood), isStreamed);
    }

    private static JsonNode understood(JsonNode sent, String member, JsonNode stated) {
        boolean isOpen = sent.path(member).isObject() && !sent.path(member).has(STRICT);
        if (!isOpen || !stated.path(STRICT).asBoolean(false)) {
            return sent;
        }
        ObjectNode understood = sent.deepCopy();
        ((ObjectNode) understood.path(member)).put(STRICT, true);
        return understood;
    }

    /** Returns the requirements that all requests matching these rules share, as far as the rules are literal. */
    public static AnswerTerms of(RequestPattern pattern) {
        JsonNode format = rule(pattern, FORMAT).map(Literals::known).orElse(MissingNode.getInstance());
        List<Constraint> rules =
                OFFERS.stream().flatMap(field -> rule(pattern, field).stream()).toList();
        return new AnswerTerms(format, offered(rules), rule(pattern, "stream").flatMap(AnswerTerms::isStreamed));
    }

    /** Whether the response's text must conform to the request's schema. */
    public boolean isSchemaStrict() {
        return responseFormat.path("json_schema").path(STRICT).asBoolean(false);
    }

    /** Whether the arguments of calls of this tool must conform to its parameters. */
    public boolean isToolStrict(String name) {
        JsonNode tool = offered.map(tools -> tools.get(name)).orElse(null);
        return tool != null && tool.path("function").path(STRICT).asBoolean(false);
    }

    /** Whether calls of this tool may have no arguments. */
    public boolean mayLackArguments(String name) {
        JsonNode tool = offered.map(tools -> tools.get(name)).orElse(null);
        if (tool == null || tool.path("type").asText("").equals("custom")) {
            return false;
        }
        return parametersOf(name).path("required").isEmpty();
    }

    /** Returns the schema of the arguments of the tool with this name; a missing node if it is not known. */
    public JsonNode parametersOf(String name) {
        JsonNode tool = offered.map(tools -> tools.get(name)).orElse(MissingNode.getInstance());
        return (tool.has("function") ? tool.path("function") : tool).path("parameters");
    }

    private static Optional<Constraint> rule(RequestPattern pattern, String field) {
        return pattern.rules().stream()
                .filter(rule -> rule.part() instanceof RequestPart.BodyField part
                        && part.label().equals(field))
                .map(FieldRule::constraint)
                .findFirst();
    }

    private static Optional<Boolean> isStreamed(Constraint rule) {
        JsonNode literal = Literals.whole(rule);
        return rule instanceof Absent || literal.isBoolean() ? Optional.of(literal.asBoolean(false)) : Optional.empty();
    }

    private static Optional<Map<String, JsonNode>> offered(List<Constraint> rules) {
        Map<String, JsonNode> offered = new LinkedHashMap<>();
        for (Constraint rule : rules) {
            Optional<Map<String, JsonNode>> tools = tools(rule);
            if (tools.isEmpty()) {
                return tools;
            }
            offered.putAll(tools.get());
        }
        return rules.isEmpty() ? Optional.empty() : Optional.of(offered);
    }

    private static Optional<Map<String, JsonNode>> tools(Constraint rule) {
        Map<String, JsonNode> tools = new LinkedHashMap<>();
        if (rule instanceof ToolNames names) {
            names.names().forEach(name -> tools.put(name, MissingNode.getInstance()));
            return Optional.of(tools);
        }
        if (rule instanceof Absent) {
            return Optional.of(tools);
        }
        List<JsonNode> known = new ArrayList<>();
        if (rule instanceof Elements elements) {
            for (Constraint element : elements.elements()) {
                known.add(element instanceof ToolNamed named ? named.example() : Literals.known(element));
            }
        } else {
            JsonNode literal = Literals.whole(rule);
            if (!literal.isArray()) {
                return Optional.empty();
            }
            literal.forEach(known::add);
        }
        known.forEach(tool -> tools.put(ToolNames.nameOf(tool), tool));
        // a tool whose name is not determined may be any tool
        return tools.containsKey("") ? Optional.empty() : Optional.of(tools);
    }
}
