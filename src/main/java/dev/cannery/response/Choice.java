package dev.cannery.response;

import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.FinishReason;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedMessage;
import dev.cannery.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of one answer, with nothing left open.
 *
 * @param index its place among the choices
 * @param said what it says
 * @param callIds the ids of its tool calls, in their order
 * @param finishReason why it ended
 * @param cutAt the token limit of the request that ended it, null when it came to its own end
 */
record Choice(
        int index,
        CannedMessage said,
        List<String> callIds,
        FinishReason finishReason,
        @Nullable Integer cutAt) {
    /** The most choices that a request may ask for, by the published schema; more are not given. */
    private static final int MAX_CHOICES = 128;

    /** The choices of an answer: those that were canned, or the only one as often as the request's {@code n} says. */
    static List<Choice> allOf(List<CannedChoice> canned, ChatRequest request, DerivedIds ids, AnswerCutter cutter) {
        int wanted = Math.max(1, Math.min(MAX_CHOICES, request.field("n").asInt(1)));
        int count = canned.size() > 1 ? canned.size() : wanted;
        List<Choice> choices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CannedChoice choice = canned.get(Math.min(i, canned.size() - 1));
            choices.add(of(i, choice, request, ids, cutter));
        }
        return choices;
    }

    private static Choice of(int index, CannedChoice canned, ChatRequest request, DerivedIds ids, AnswerCutter cutter) {
        FinishReason given = canned.finishReason();
        AnswerCutter.Cut cut = given == null
                ? cutter.cut(canned.message(), request)
                : new AnswerCutter.Cut(canned.message(), given, null);
        FinishReason finishReason =
                cut.finishReason() == null ? finishReason(cut.message(), request) : cut.finishReason();
        List<String> callIds = callIds(cut.message().toolCalls(), index, ids);
        return new Choice(index, cut.message(), callIds, finishReason, cut.limit());
    }

    /** Whether the request leaves the model no choice but to call one named function. */
    static boolean isCallForced(ChatRequest request) {
        return request.field("tool_choice").path("function").path("name").isTextual();
    }

    private static List<String> callIds(List<CannedToolCall> calls, int choice, DerivedIds ids) {
        List<String> callIds = new ArrayList<>(calls.size());
        for (CannedToolCall call : calls) {
            callIds.add(call.id() == null ? ids.callId(choice, callIds.size()) : call.id());
        }
        return callIds;
    }

    /** A forced call ends with {@code stop}: recorded of the live API in 25 of 27 answers. */
    private static FinishReason finishReason(CannedMessage said, ChatRequest request) {
        return said.toolCalls().isEmpty() || isCallForced(request) ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }
}
