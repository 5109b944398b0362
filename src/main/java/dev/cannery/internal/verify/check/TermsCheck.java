package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a provider's response with the checks for canned responses, since the same terms apply to both. */
final class TermsCheck {
    /** The provider findings that correspond to the contract findings of a canned response. */
    private static final Map<FindingId, FindingId> OF_PROVIDER = Map.of(
            FindingId.ANSWER_NOT_JSON, FindingId.CONTENT_NOT_JSON,
            FindingId.ANSWER_BREAKS_SCHEMA, FindingId.CONTENT_BREAKS_SCHEMA,
            FindingId.TOOL_NOT_OFFERED, FindingId.CALLED_UNOFFERED,
            FindingId.ARGUMENTS_DO_NOT_FIT, FindingId.CALLED_DO_NOT_FIT,
            FindingId.FINISH_REASON, FindingId.ANSWERED_REASON);

    private static final Pattern CALL = Pattern.compile("tool_calls\\[(\\d+)]");

    private final ResponseValidator judge;

    TermsCheck(ResponseValidator judge) {
        this.judge = judge;
    }

    void check(AnswerTerms terms, JsonNode completion, FindingList findings) {
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            CannedChoice canned = canned(choice, terms);
            if (canned != null) {
                for (Mismatch found : judge.judge(terms, canned, choice.messageAt())) {
                    FindingId id = OF_PROVIDER.getOrDefault(found.id(), found.id());
                    Level level = isPromised(id, found, terms, canned) ? Level.FAIL : Level.WARN;
                    findings.add(level, new Mismatch(id, found.path(), found.expected(), found.actual()));
                }
            }
        }
    }

    /** Whether a finding is a failure. Only a strict schema is guaranteed; a violation of another one is a warning. */
    private static boolean isPromised(FindingId id, Mismatch found, AnswerTerms terms, CannedChoice canned) {
        if (id == FindingId.CONTENT_BREAKS_SCHEMA) {
            return terms.isSchemaStrict();
        }
        Matcher call = CALL.matcher(found.path().toString());
        if (id != FindingId.CALLED_DO_NOT_FIT || !call.find()) {
            return true;
        }
        int index = Integer.parseInt(call.group(1));
        return terms.isToolStrict(canned.toolCalls().get(index).name());
    }

    private static @Nullable CannedChoice canned(RepliedChoice choice, AnswerTerms terms) {
        List<CannedToolCall> calls = new ArrayList<>();
        for (JsonNode call : choice.calls()) {
            CannedToolCall.Kind kind = call.has("custom") ? CannedToolCall.Kind.CUSTOM : CannedToolCall.Kind.FUNCTION;
            JsonNode called = call.path(kind.wire());
            String given = RepliedChoice.lacksArguments(called, terms)
                    ? "{}"
                    : called.path(kind.argumentsName()).asText("");
            calls.add(new CannedToolCall(kind, null, called.path("name").asText(""), given));
        }
        JsonNode legacy = choice.message().path("function_call");
        if (choice.hasLegacyCall()) {
            String given = RepliedChoice.lacksArguments(legacy, terms)
                    ? "{}"
                    : legacy.path("arguments").asText("");
            calls.add(new CannedToolCall(null, legacy.path("name").asText(""), given));
        }
        String text = choice.text().isEmpty() ? null : choice.text();
        return text == null && calls.isEmpty()
                ? null
                : new CannedChoice(new CannedMessage(text, calls, null), choice.finishReason());
    }
}
