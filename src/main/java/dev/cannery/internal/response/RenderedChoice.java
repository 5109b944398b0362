package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.LogprobSplitter;
import dev.cannery.internal.response.derived.TokenProbabilities;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a response, with every value resolved.
 *
 * @param index its position among the choices
 * @param message the message, each call with its id
 * @param finishReason why it ended
 * @param logprobs the log probabilities of its tokens, null for none
 * @param thought the number of tokens spent on reasoning that is not shown
 * @param cutAt the token limit of the request that ended it, null when no limit did
 */
record RenderedChoice(
        int index,
        CannedMessage message,
        FinishReason finishReason,
        @Nullable ObjectNode logprobs,
        int thought,
        @Nullable Integer cutAt) {
    /** The maximum of {@code n} in the published schema; larger values are reduced to it. */
    private static final int MAX_CHOICES = 128;

    /** Returns the choices of a response: the canned choices, or a single canned choice repeated {@code n} times. */
    static List<RenderedChoice> allOf(
            CannedCompletion completion,
            ChatRequest request,
            DerivedIds ids,
            Origin origin,
            AnswerStyle style,
            UsageCounter counter) {
        boolean isSpaced = request.endpoint() == ChatEndpoint.CHAT_COMPLETIONS;
        List<CannedChoice> canned = completion.choices();
        AnswerForm form = style.forms().of(origin.model(), request.model());
        ResponseTruncator truncator = new ResponseTruncator(counter.tokens(), counter);
        TokenProbabilities probabilities = new TokenProbabilities(counter.tokens(), request, ids);
        IdPattern callIds = form.ids().call(request.wantsStream());
        int wanted = Math.max(1, Math.min(MAX_CHOICES, request.field("n").asInt(1)));
        int count = canned.size() > 1 ? canned.size() : wanted;
        List<RenderedChoice> choices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CannedChoice choice = withoutDropped(canned.get(Math.min(i, canned.size() - 1)), request, form);
            int thought = HiddenReasoning.of(completion, choice, request, style);
            ResponseTruncator.Cut cut = form.traits().limitsReasoning()
                    ? truncator.cut(choice, request, thought)
                    : truncator.cutAfterReasoning(choice, request, thought);
            FinishReason finishReason = cut.finishReason();
            choices.add(new RenderedChoice(
                    i,
                    withIds(spaced(reasoned(cut.message(), form), isSpaced), i, ids, callIds, origin),
                    finishReason == null ? finishReason(cut.message(), request, origin) : finishReason,
                    choice.logprobs() == null
                            ? probabilities.of(cut.message(), i)
                            : cut.message().equals(choice.message())
                                    ? choice.logprobs()
                                    : LogprobSplitter.beginning(choice.logprobs(), cut.message()),
                    cut.limit() == null ? thought : Math.min(thought, cut.limit()),
                    cut.limit()));
        }
        return choices;
    }

    private static CannedChoice withoutDropped(CannedChoice choice, ChatRequest request, AnswerForm form) {
        JsonNode wantsParallel = request.field("parallel_tool_calls");
        boolean isOneWanted = wantsParallel.isBoolean() && !wantsParallel.booleanValue();
        List<CannedToolCall> calls = choice.message().toolCalls();
        return isOneWanted && calls.size() > 1 && form.traits().dropsParallelCalls()
                ? new CannedChoice(
                        choice.message().withToolCalls(calls.subList(0, 1)), choice.finishReason(), choice.logprobs())
                : choice;
    }

    /** Returns the finish reason in the provider's words. */
    String finishWord(AnswerForm form) {
        boolean isHidden =
                cutAt != null && !message.toolCalls().isEmpty() && form.traits().hidesCutCalls();
        String word = (isHidden ? FinishReason.TOOL_CALLS : finishReason).wire();
        return form.traits().finishWords().getOrDefault(word, word);
    }

    /** Returns the finish reason in the words of the provider behind a gateway. */
    String nativeFinishWord(AnswerForm form) {
        return form.traits().nativeFinishWords().getOrDefault(finishReason.wire(), finishWord(form));
    }

    /** Whether the request forces the model to call one named function. */
    static boolean isCallForced(ChatRequest request) {
        return request.field("tool_choice").path("function").path("name").isTextual()
                || request.field("function_call").path("name").isTextual();
    }

    /** Returns the message, with its reasoning where the provider puts it. */
    private static CannedMessage reasoned(CannedMessage message, AnswerForm form) {
        String reasoning = message.reasoning();
        AnswerForm.Reasoning place = form.traits().reasoning();
        if (reasoning == null || place == AnswerForm.Reasoning.APART) {
            return message;
        }
        String content = message.content() == null ? "" : message.content();
        return message.withReasoning(null)
                .withContent(
                        place == AnswerForm.Reasoning.TAGS
                                ? "<think>\n" + reasoning + "\n</think>\n\n" + content
                                : message.content());
    }

    private static CannedMessage withIds(
            CannedMessage message, int choice, DerivedIds ids, IdPattern callIds, Origin origin) {
        if (message.toolCalls().isEmpty() && message.audio() == null) {
            return message;
        }
        List<CannedToolCall> calls = new ArrayList<>(message.toolCalls().size());
        for (CannedToolCall call : message.toolCalls()) {
            calls.add(
                    call.id() == null
                            ? call.withId(ids.callId(callIds, choice, calls.size(), origin.created(), call.name()))
                            : call);
        }
        return new CannedMessage(
                message.content(),
                calls,
                message.functionCall(),
                message.refusal(),
                message.reasoning(),
                message.annotations(),
                withId(message.audio(), choice, ids));
    }

    /** Returns the message with the spaces of its calls. Several calls have them in chat completions, but not in Responses (58 of 58 recorded). */
    private static CannedMessage spaced(CannedMessage message, boolean isSpaced) {
        return isSpaced && message.toolCalls().size() > 1
                ? message.withToolCalls(message.toolCalls().stream()
                        .map(RenderedChoice::withBlanks)
                        .toList())
                : message;
    }

    /** Adds the spaces that a model writes when it makes several calls; arguments that are not compact JSON are left alone. */
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

    /** A forced call ends with {@code stop} (in 25 of 27 recorded responses of the live API) unless the provider's data differ. */
    private static FinishReason finishReason(CannedMessage message, ChatRequest request, Origin origin) {
        boolean calls = !message.toolCalls().isEmpty() || message.functionCall() != null;
        if (!calls || !origin.namesCalls() || (isCallForced(request) && !origin.namesForcedCalls())) {
            return FinishReason.STOP;
        }
        return message.functionCall() == null ? FinishReason.TOOL_CALLS : FinishReason.FUNCTION_CALL;
    }
}
