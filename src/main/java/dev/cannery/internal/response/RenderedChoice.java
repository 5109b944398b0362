package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.TokenChances;
import dev.cannery.internal.response.derived.TokenShares;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of one answer, with nothing left open.
 *
 * @param index its place among the choices
 * @param said what it says, each call with its id
 * @param finishReason why it ended
 * @param logprobs how likely its tokens were, null to say nothing of it
 * @param cutAt the token limit of the request that ended it, null when it came to its own end
 */
record RenderedChoice(
        int index,
        CannedMessage said,
        FinishReason finishReason,
        @Nullable ObjectNode logprobs,
        @Nullable Integer cutAt) {
    /** The most choices that a request may ask for, by the published schema; more are not given. */
    private static final int MAX_CHOICES = 128;

    /** The choices of an answer: those that were canned, or the only one as often as the request's {@code n} says. */
    static List<RenderedChoice> allOf(
            List<CannedChoice> canned, ChatRequest request, DerivedIds ids, Origin origin, TokenCounter tokens) {
        AnswerCutter cutter = new AnswerCutter(tokens, new UsageCounter(tokens));
        TokenChances chances = new TokenChances(tokens, request, ids);
        int wanted = Math.max(1, Math.min(MAX_CHOICES, request.field("n").asInt(1)));
        int count = canned.size() > 1 ? canned.size() : wanted;
        List<RenderedChoice> choices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CannedChoice choice = canned.get(Math.min(i, canned.size() - 1));
            AnswerCutter.Cut cut = cutter.cut(choice, request);
            FinishReason finishReason = cut.finishReason();
            choices.add(new RenderedChoice(
                    i,
                    withIds(cut.message(), i, ids),
                    finishReason == null ? finishReason(cut.message(), request, origin) : finishReason,
                    choice.logprobs() == null
                            ? chances.of(cut.message(), i)
                            : cut.message().equals(choice.message())
                                    ? choice.logprobs()
                                    : TokenShares.beginning(choice.logprobs(), cut.message()),
                    cut.limit()));
        }
        return choices;
    }

    /** Whether the request leaves the model no choice but to call one named function. */
    static boolean isCallForced(ChatRequest request) {
        return request.field("tool_choice").path("function").path("name").isTextual()
                || request.field("function_call").path("name").isTextual();
    }

    private static CannedMessage withIds(CannedMessage said, int choice, DerivedIds ids) {
        if (said.toolCalls().isEmpty() && said.audio() == null) {
            return said;
        }
        List<CannedToolCall> calls = new ArrayList<>(said.toolCalls().size());
        for (CannedToolCall written : said.toolCalls()) {
            CannedToolCall call = said.toolCalls().size() > 1 ? withBlanks(written) : written;
            calls.add(call.id() == null ? call.withId(ids.callId(choice, calls.size())) : call);
        }
        return new CannedMessage(
                said.content(),
                calls,
                said.functionCall(),
                said.refusal(),
                said.reasoning(),
                said.annotations(),
                withId(said.audio(), choice, ids));
    }

    /** Where a model makes several calls it writes {@code {"a": 1, "b": 2}}; what is not compact JSON stays as it is. */
    private static CannedToolCall withBlanks(CannedToolCall call) {
        try {
            JsonNode given = Json.parse(call.arguments());
            boolean isCompact = given.isObject() && Json.compact(given).equals(call.arguments());
            return isCompact ? call.withArguments(SpacedJson.of(given)) : call;
        } catch (JsonProcessingException e) {
            return call;
        }
    }

    private static CannedMessage.@Nullable Audio withId(
            CannedMessage.@Nullable Audio audio, int choice, DerivedIds ids) {
        return audio == null || audio.id() != null
                ? audio
                : new CannedMessage.Audio(ids.audioId(choice), audio.data(), audio.expiresAt(), audio.transcript());
    }

    /** A forced call ends with {@code stop}, recorded of the live API in 25 of 27 responses, or as the provider's data say. */
    private static FinishReason finishReason(CannedMessage said, ChatRequest request, Origin origin) {
        boolean calls = !said.toolCalls().isEmpty() || said.functionCall() != null;
        if (!calls || (isCallForced(request) && !origin.namesForcedCalls())) {
            return FinishReason.STOP;
        }
        return said.functionCall() == null ? FinishReason.TOOL_CALLS : FinishReason.FUNCTION_CALL;
    }
}
