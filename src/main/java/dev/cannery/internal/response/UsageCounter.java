package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Determines the token counts that a response reports: as given in the contract, otherwise counted. */
final class UsageCounter {
    private static final int PER_REFUSAL = 1;
    /** Recorded from Azure deployments for 54 of 58 texts of gpt-4o and gpt-4.1, and likewise for calls and other models. */
    private static final int PER_ANSWER_OF_AZURE = 1;

    private final TokenCounter tokens;

    UsageCounter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    CannedUsage usage(CannedCompletion completion, List<RenderedChoice> choices, ChatRequest request) {
        CannedUsage given = completion.usage();
        boolean isCut = choices.stream().anyMatch(choice -> choice.thought() > 0 && choice.cutAt() != null);
        if (given != null && !given.isOnlyReasoning() && !isCut) {
            return given;
        }
        int answered = 0;
        int reasoned = 0;
        for (RenderedChoice choice : choices) {
            Integer cutAt = choice.cutAt();
            answered += cutAt == null ? choice.thought() + ofMessage(choice.message(), request) : cutAt;
            reasoned += choice.thought() + ofReasoning(choice.message(), request);
        }
        return given == null
                ? new CannedUsage(tokens.promptTokens(request), answered, reasoned, 0)
                : of(given, answered, reasoned, request);
    }

    /** Given counts of an answer that thinking left no room for, or of which only the thinking is given. */
    private CannedUsage of(CannedUsage given, int answered, int reasoned, ChatRequest request) {
        int prompt = given.isOnlyReasoning() ? tokens.promptTokens(request) : given.promptTokens();
        return new CannedUsage(prompt, answered, reasoned, given.cachedTokens());
    }

    /** Returns the tokens of a message, including those that a model adds around it. */
    int ofMessage(CannedMessage message, ChatRequest request) {
        int count = ofText(message.content(), request) + ofText(message.refusal(), request) + ofCalls(message, request);
        if (message.refusal() != null) {
            count += PER_REFUSAL;
        }
        if (message.audio() != null) {
            count += tokens.tokens(request.model(), message.audio().transcript());
        }
        return count + ofReasoning(message, request) + (request.isToDeployment() ? PER_ANSWER_OF_AZURE : 0);
    }

    /** Returns the tokens of a text in this response; 0 when it is null or empty. */
    int ofText(@Nullable String text, ChatRequest request) {
        int count = tokens.textTokens(request.model(), text);
        boolean besideTools = count > 0
                && !(request.field("tools").isEmpty()
                        && request.field("functions").isEmpty());
        if (!besideTools) {
            return count;
        }
        String format = request.field("response_format").path("type").asText("");
        return count + tokens.besideTools(request.model(), format.equals("json_schema"));
    }

    private int ofReasoning(CannedMessage message, ChatRequest request) {
        return message.reasoning() == null ? 0 : tokens.tokens(request.model(), message.reasoning());
    }

    /** Returns the tokens of a message's calls. */
    int ofCalls(CannedMessage message, ChatRequest request) {
        List<CannedToolCall> made = callsOf(message);
        if (made.isEmpty()) {
            return 0;
        }
        List<TokenCounter.Call> calls = made.stream()
                .map(call -> new TokenCounter.Call(call.name(), call.arguments()))
                .toList();
        return tokens.callTokens(request.model(), calls, RenderedChoice.isCallForced(request));
    }

    /** Returns the tokens of each call of a message besides its arguments, rounded up. */
    int aroundCall(CannedMessage message, ChatRequest request) {
        List<CannedToolCall> made = callsOf(message);
        int arguments = 0;
        for (CannedToolCall call : made) {
            arguments += tokens.tokens(request.model(), call.arguments());
        }
        int around = Math.max(0, ofCalls(message, request) - arguments);
        return made.isEmpty() ? 0 : (around + made.size() - 1) / made.size();
    }

    private static List<CannedToolCall> callsOf(CannedMessage message) {
        if (message.functionCall() == null) {
            return message.toolCalls();
        }
        List<CannedToolCall> calls = new ArrayList<>(message.toolCalls());
        calls.add(message.functionCall());
        return calls;
    }
}
