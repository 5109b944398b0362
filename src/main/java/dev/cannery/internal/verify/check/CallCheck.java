package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.RepeatedKey;
import java.util.HashSet;
import java.util.Set;

/** Checks whether tool calls are allowed by the request, and have its form and number. */
final class CallCheck {
    private final ChatRequest request;
    private final FindingList findings;

    private CallCheck(ChatRequest request, FindingList findings) {
        this.request = request;
        this.findings = findings;
    }

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        CallCheck check = new CallCheck(request, findings);
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            check.choice(choice);
        }
    }

    private void choice(RepliedChoice choice) {
        toolChoice(choice);
        if (!request.field("parallel_tool_calls").asBoolean(true)
                && choice.calls().size() > 1) {
            IntNode count = IntNode.valueOf(choice.calls().size());
            findings.fail(
                    FindingId.PARALLEL_CALLS, callsAt(choice), "one call, as parallel_tool_calls requires", count);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < choice.calls().size(); i++) {
            JsonNode call = choice.calls().path(i);
            FieldPath at = callsAt(choice).element(i);
            JsonNode id = call.path("id");
            if (id.isTextual() && (id.textValue().isEmpty() || !ids.add(id.textValue()))) {
                findings.fail(FindingId.CALL_IDS, at.member("id"), "a unique id for each call", id);
            }
            arguments(choice, call.path("function"), at.member("function"));
        }
        legacy(choice);
        finishReason(choice);
    }

    /** Checks a legacy call. Some providers send one with blank values instead of none. */
    private void legacy(RepliedChoice choice) {
        JsonNode call = choice.message().path("function_call");
        FieldPath at = choice.messageAt().member("function_call");
        if (choice.hasLegacyCall()) {
            arguments(choice, call, at);
        } else if (call.isObject()) {
            findings.fail(FindingId.ANSWER_VALUE, at, "a call with a name, or no such member", call);
        }
    }

    private void arguments(RepliedChoice choice, JsonNode called, FieldPath at) {
        JsonNode arguments = called.path("arguments");
        if (!arguments.isTextual() || choice.isCutShort()) {
            return;
        }
        FieldPath place = at.member("arguments");
        if (RepliedChoice.lacksArguments(called, AnswerTerms.of(request))) {
            findings.fail(FindingId.NO_ARGUMENTS, place, "{}, an empty object", arguments);
            return;
        }
        RepeatedKey.in(arguments.textValue())
                .ifPresent(key ->
                        findings.fail(FindingId.CALLED_NOT_JSON, place, "each member once", TextNode.valueOf(key)));
        try {
            if (Json.parse(arguments.textValue()).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // reported below
        }
        findings.fail(FindingId.CALLED_NOT_JSON, place, "a JSON object", arguments);
    }

    private void toolChoice(RepliedChoice choice) {
        JsonNode toolChoice = request.field("tool_choice").isMissingNode()
                ? request.field("function_call")
                : request.field("tool_choice");
        String word = toolChoice.asText("");
        String named = ToolNames.nameOf(toolChoice);
        if (word.equals("none") && choice.hasCalls()) {
            findings.fail(
                    FindingId.CALL_FORBIDDEN, callsAt(choice), "no call, as tool_choice requires", choice.calls());
        }
        boolean isFree = choice.isCutShort() || !choice.refusal().isEmpty();
        if ((word.equals("required") || !named.isEmpty()) && !choice.hasCalls() && !isFree) {
            String expected = named.isEmpty() ? "a call, as tool_choice requires" : "a call of " + named;
            findings.fail(FindingId.CALL_DEMANDED, callsAt(choice), expected, choice.message());
        }
        for (int i = 0; i < choice.calls().size() && !named.isEmpty(); i++) {
            String name = ToolNames.nameOf(choice.calls().path(i));
            if (!name.equals(named)) {
                FieldPath at = callsAt(choice).element(i);
                findings.fail(
                        FindingId.CALL_DEMANDED,
                        at,
                        "only a call of " + named,
                        choice.calls().path(i));
            }
        }
    }

    /** Checks the finish reason of calls: stop for a named tool_choice, as recorded from the API, otherwise tool_calls. */
    private void finishReason(RepliedChoice choice) {
        boolean isNamed = request.field("tool_choice").isObject()
                || request.field("function_call").isObject();
        FinishReason reason = choice.finishReason();
        if (choice.hasCalls() && !isNamed && reason == FinishReason.STOP) {
            FieldPath at = choice.at().member("finish_reason");
            String expected = choice.hasLegacyCall() ? "function_call" : "tool_calls";
            findings.fail(FindingId.ANSWERED_REASON, at, expected, choice.json().path("finish_reason"));
        }
    }

    private static FieldPath callsAt(RepliedChoice choice) {
        return choice.messageAt().member("tool_calls");
    }
}
