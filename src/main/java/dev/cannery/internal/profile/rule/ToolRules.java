package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules on tools, functions and the choice between them. */
final class ToolRules {
    static final NamedRule TOOL_SEQUENCE = new NamedRule(
            "tool-sequence",
            "reported",
            "each tool call is answered, and each tool message answers one",
            ToolRules::toolSequence);

    static final List<NamedRule> ALL = List.of(
            TOOL_SEQUENCE,
            new NamedRule(
                    "function-schemas",
                    "recorded",
                    "`parameters` is a schema of an object, in the strict subset if `strict`",
                    ToolRules::functionSchemas),
            new NamedRule(
                    "choice-needs-tools",
                    "reported",
                    "`tool_choice` requires `tools`, `function_call` requires `functions`",
                    ToolRules::choiceNeedsTools),
            new NamedRule(
                    "parallel-needs-tools",
                    "reported",
                    "`parallel_tool_calls` requires `tools`, for some models",
                    ToolRules::parallelNeedsTools),
            new NamedRule(
                    "named-function",
                    "measured",
                    "the function that the request forces is declared",
                    ToolRules::namedFunction),
            new NamedRule(
                    "tools-known",
                    "recorded",
                    "the model supports functions and tools if the request contains them",
                    ToolRules::toolsKnown),
            new NamedRule(
                    "tools-while-reasoning",
                    "reported",
                    "function tools require `reasoning_effort: none`, for some models",
                    ToolRules::toolsWhileReasoning));

    /** Keywords that the schema of a function's parameters must not have at its top level, strict or not. */
    private static final List<String> NOT_AT_TOP = List.of("oneOf", "anyOf", "allOf", "enum", "not");

    private static final JsonNode NO_PARAMETERS = noParameters();

    private ToolRules() {}

    private static void toolSequence(ReviewedRequest subject, Inspection inspection) {
        ToolSequence.check(subject, inspection);
    }

    private static void functionSchemas(ReviewedRequest subject, Inspection inspection) {
        check(subject.sent("functions"), "functions", "", subject, inspection);
        check(subject.sent("tools"), "tools", subject.form().tool(), subject, inspection);
    }

    private static void choiceNeedsTools(ReviewedRequest subject, Inspection inspection) {
        needs("function_call", "functions", subject, inspection);
        needs("tool_choice", "tools", subject, inspection);
    }

    private static void parallelNeedsTools(ReviewedRequest subject, Inspection inspection) {
        if (subject.has(Mark.PARALLEL_NEEDS_TOOLS)) {
            needs("parallel_tool_calls", "tools", subject, inspection);
        }
    }

    private static void namedFunction(ReviewedRequest subject, Inspection inspection) {
        String called = subject.sent("function_call").path("name").textValue();
        if (called != null && !declares(subject.sent("functions"), "", called)) {
            inspection.report(notDeclared(called));
        }
        String chosen =
                subject.sent("tool_choice").path("function").path("name").textValue();
        if (chosen != null && !declares(subject.sent("tools"), "/function", chosen)) {
            inspection.report(notDeclared(chosen));
        }
    }

    private static void toolsKnown(ReviewedRequest subject, Inspection inspection) {
        for (String field : List.of("tools", "functions")) {
            if (subject.has(Mark.NO_TOOLS) && !subject.sent(field).isEmpty()) {
                inspection.report(new ApiError(
                        404,
                        "invalid_request_error",
                        null,
                        null,
                        field + " is not supported in this model. For a list of supported models, refer to"
                                + " https://platform.openai.com/docs/guides/function-calling"
                                + "#models-supporting-function-calling."));
            }
        }
    }

    private static void toolsWhileReasoning(ReviewedRequest subject, Inspection inspection) {
        boolean functions = Json.values(subject.sent("tools"))
                .anyMatch(tool -> "function".equals(tool.path("type").textValue()));
        if (functions && subject.reasons() && subject.has(Mark.NO_TOOLS_WHILE_REASONING)) {
            inspection.report(Refusals.plain(
                    "reasoning_effort",
                    "Function tools with reasoning_effort are not supported for "
                            + subject.request().model()
                            + " in /v1/chat/completions. To use function tools, use /v1/responses or set"
                            + " reasoning_effort to 'none'."));
        }
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static void check(
            JsonNode list, String field, String member, ReviewedRequest subject, Inspection inspection) {
        for (int i = 0; list.isArray() && i < list.size() && !inspection.isOver(); i++) {
            JsonNode function = member.isEmpty() ? list.get(i) : list.get(i).path(member);
            if (!"function".equals(list.get(i).path("type").asText("function"))) {
                continue;
            }
            boolean strict = function.path("strict").asBoolean();
            JsonNode schema = schema(function, strict);
            if (!schema.isObject()) {
                continue;
            }
            String fault = fault(schema, strict, subject);
            if (fault != null) {
                inspection.report(ApiError.invalidRequest(
                        "invalid_function_parameters",
                        field + "[" + i + "]" + (member.isEmpty() ? "" : "." + member) + ".parameters",
                        "Invalid schema for function '" + function.path("name").asText() + "': " + fault));
            }
        }
    }

    /** Returns the function's parameters. A strict function without any counts as an open object without properties (recorded). */
    private static JsonNode schema(JsonNode function, boolean strict) {
        JsonNode sent = function.path("parameters");
        boolean isEmpty = sent.isMissingNode() || sent.isNull() || (sent.isObject() && sent.isEmpty());
        if (!isEmpty) {
            return sent;
        }
        return strict ? NO_PARAMETERS : MissingNode.getInstance();
    }

    private static @Nullable String fault(JsonNode schema, boolean strict, ReviewedRequest subject) {
        if ("object".equals(schema.path("type").textValue())
                && NOT_AT_TOP.stream().anyMatch(schema::has)) {
            return "schema must have type 'object' and not have '" + String.join("'/'", NOT_AT_TOP)
                    + "' at the top level.";
        }
        return SchemaCheck.fault(schema, strict, subject.setting().strict());
    }

    private static void needs(String field, String list, ReviewedRequest subject, Inspection inspection) {
        if (!subject.sent(field).isMissingNode() && subject.sent(list).isMissingNode()) {
            inspection.report(Refusals.plain(
                    field,
                    "Invalid value for '" + field + "': '" + field + "' is only allowed when '" + list
                            + "' are specified."));
        }
    }

    private static boolean declares(JsonNode list, String at, String name) {
        // without a list the other rule has already reported it
        return list.isMissingNode()
                || Json.values(list)
                        .anyMatch(tool -> name.equals(tool.at(at).path("name").textValue()));
    }

    /** Creates the refusal of an undeclared function. The live API uses the words of the older field for both. */
    private static ApiError notDeclared(String name) {
        return Refusals.plain(
                "function_call",
                "Invalid value for 'function_call': no function named '" + name
                        + "' was specified in the 'functions' parameter.");
    }
}
