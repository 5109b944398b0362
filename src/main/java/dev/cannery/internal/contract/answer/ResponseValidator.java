package dev.cannery.internal.contract.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks whether a provider could give a canned response under these terms. */
public final class ResponseValidator {
    private static final Set<FinishReason> CLAIM_CALLS = Set.of(FinishReason.TOOL_CALLS, FinishReason.FUNCTION_CALL);

    private final SchemaCache schemas;

    /** Creates a judge with this cache of compiled schemas. */
    public ResponseValidator(SchemaCache schemas) {
        this.schemas = schemas;
    }

    /** The findings that do not depend on the values of a template. */
    private static final Set<FindingId> BEFORE_FILLING = Set.of(FindingId.FINISH_REASON, FindingId.TOOL_NOT_OFFERED);

    /** Returns every contradiction of the response, with ids C602 to C606; none for an error. */
    public List<Mismatch> judge(AnswerTerms terms, CannedResponse response) {
        if (response instanceof CannedTemplate template) {
            return judge(terms, template.written()).stream()
                    .filter(mismatch -> BEFORE_FILLING.contains(mismatch.id()))
                    .toList();
        }
        if (!(response instanceof CannedCompletion completion)) {
            return List.of();
        }
        List<Mismatch> mismatches = new ArrayList<>(0);
        FieldPath at = FieldPath.of("response");
        boolean isAlone = completion.choices().size() == 1;
        for (int i = 0; i < completion.choices().size(); i++) {
            FieldPath place = isAlone ? at : at.member("choices").element(i);
            mismatches.addAll(judge(terms, completion.choices().get(i), place));
        }
        if (completion.recorded() != null) {
            mismatches.removeIf(ResponseValidator::isOfItself);
        }
        return mismatches;
    }

    /** Whether the response alone is contradictory. For a recorded one it is not: some providers send calls without a finish reason. */
    private static boolean isOfItself(Mismatch mismatch) {
        boolean isNoObject = mismatch.id() == FindingId.ARGUMENTS_DO_NOT_FIT
                && mismatch.path().toString().endsWith(".arguments")
                && !mismatch.actual().isObject();
        return mismatch.id() == FindingId.FINISH_REASON || isNoObject;
    }

    /** Returns every contradiction of one choice at that path. */
    public List<Mismatch> judge(AnswerTerms terms, CannedChoice choice, FieldPath at) {
        List<Mismatch> mismatches = new ArrayList<>(0);
        finishReason(choice, at, mismatches);
        if (choice.toolCalls().isEmpty()) {
            content(terms.responseFormat(), choice, at.member("content"), mismatches);
        }
        for (int i = 0; i < choice.toolCalls().size(); i++) {
            toolCall(terms, choice.toolCalls().get(i), at.member("tool_calls").element(i), mismatches);
        }
        return mismatches;
    }

    private static void finishReason(CannedChoice choice, FieldPath at, List<Mismatch> mismatches) {
        FinishReason reason = choice.finishReason();
        boolean callsNothing = choice.toolCalls().isEmpty() && choice.message().functionCall() == null;
        if (reason != null && CLAIM_CALLS.contains(reason) && callsNothing) {
            mismatches.add(new Mismatch(
                    FindingId.FINISH_REASON,
                    at.member("finish_reason"),
                    "a reason for a response without tool calls",
                    TextNode.valueOf(reason.wire())));
        }
    }

    private void content(JsonNode format, CannedChoice choice, FieldPath at, List<Mismatch> mismatches) {
        String content = choice.content();
        boolean isCutShort =
                choice.finishReason() == FinishReason.LENGTH || choice.finishReason() == FinishReason.CONTENT_FILTER;
        String type = format.path("type").asText("");
        boolean wantsJson = type.equals("json_object") || type.equals("json_schema");
        if (content == null || isCutShort || !wantsJson) {
            return;
        }
        JsonNode json = parse(content);
        if (json.isMissingNode() || (type.equals("json_object") && !json.isObject())) {
            String expected = type.equals("json_object") ? "a JSON object" : "JSON";
            mismatches.add(new Mismatch(
                    FindingId.ANSWER_NOT_JSON,
                    at,
                    expected + ", as requested by response_format " + type,
                    TextNode.valueOf(content)));
            return;
        }
        JsonNode schema = format.path("json_schema").path("schema");
        conform(json, schema, FindingId.ANSWER_BREAKS_SCHEMA, at, mismatches);
    }

    private void toolCall(AnswerTerms terms, CannedToolCall call, FieldPath at, List<Mismatch> mismatches) {
        Map<String, JsonNode> offered = terms.offered().orElse(Map.of(call.name(), MissingNode.getInstance()));
        JsonNode tool = offered.get(call.name());
        if (tool == null) {
            String expected = offered.isEmpty()
                    ? "no tool call, because the request offers no tools"
                    : "one of the tools " + String.join(", ", offered.keySet());
            mismatches.add(new Mismatch(
                    FindingId.TOOL_NOT_OFFERED, at.member("name"), expected, TextNode.valueOf(call.name())));
            return;
        }
        JsonNode arguments = parse(call.arguments());
        // arguments that are not JSON are meant to test how a client handles them; a custom tool accepts any text
        if (arguments.isMissingNode() || tool.path("type").asText("").equals("custom")) {
            return;
        }
        FieldPath place = at.member("arguments");
        if (!arguments.isObject()) {
            mismatches.add(
                    new Mismatch(FindingId.ARGUMENTS_DO_NOT_FIT, place, "a JSON object as arguments", arguments));
            return;
        }
        JsonNode function = tool.has("function") ? tool.path("function") : tool;
        conform(arguments, function.path("parameters"), FindingId.ARGUMENTS_DO_NOT_FIT, place, mismatches);
    }

    private void conform(JsonNode value, JsonNode schema, FindingId id, FieldPath at, List<Mismatch> mismatches) {
        if (!schema.isObject()) {
            return;
        }
        schemas.constraint(schema).ifPresent(constraint -> {
            Findings findings = Findings.collecting(null);
            constraint.check(value, at, findings);
            findings.mismatches()
                    .forEach(found -> mismatches.add(new Mismatch(id, found.path(), found.expected(), found.actual())));
        });
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
