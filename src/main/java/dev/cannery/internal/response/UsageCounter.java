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

/** Finds the token counts that an answer reports: those given, else those counted. */
final class UsageCounter {
    private static final int PER_REFUSAL = 1;
    /** Recorded of Azure's deployments in 54 of 58 texts of gpt-4o and gpt-4.1, and of calls and other models alike. */
    private static final int PER_ANSWER_OF_AZURE = 1;

    private final TokenCounter tokens;

    UsageCounter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    CannedUsage usage(CannedCompletion completion, List<RenderedChoice> choices, ChatRequest request) {
        CannedUsage given = completion.usage();
        if (given != null) {
            return given;
        }
        int answered = 0;
        int reasoned = 0;
        for (RenderedChoice choice : choices) {
            Integer cutAt = choice.cutAt();
            answered += cutAt == null ? ofMessage(choice.said(), request) : cutAt;
            reasoned += ofReasoning(choice.said(), request);
        }
        return new CannedUsage(tokens.promptTokens(request), answered, reasoned, 0);
    }

    /** What a message costs; what a model adds around it included. */
    int ofMessage(CannedMessage said, ChatRequest request) {
        int count = ofText(said.content(), request) + ofText(said.refusal(), request) + ofCalls(said, request);
        if (said.refusal() != null) {
            count += PER_REFUSAL;
        }
        if (said.audio() != null) {
            count += tokens.tokens(request.model(), said.audio().transcript());
        }
        return count + ofReasoning(said, request) + (request.isToDeployment() ? PER_ANSWER_OF_AZURE : 0);
    }

    /** What a text costs in this answer, none when it is null or empty. */
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

    private int ofReasoning(CannedMessage said, ChatRequest request) {
        return said.reasoning() == null ? 0 : tokens.tokens(request.model(), said.reasoning());
    }

    /** What the calls of a message cost. */
    int ofCalls(CannedMessage said, ChatRequest request) {
        List<CannedToolCall> made = callsOf(said);
        if (made.isEmpty()) {
            return 0;
        }
        List<TokenCounter.Call> calls = made.stream()
                .map(call -> new TokenCounter.Call(call.name(), call.arguments()))
                .toList();
        return tokens.callTokens(request.model(), calls, RenderedChoice.isCallForced(request));
    }

    /** What each call of a message costs besides its arguments, rounded up. */
    int aroundCall(CannedMessage said, ChatRequest request) {
        List<CannedToolCall> made = callsOf(said);
        int arguments = 0;
        for (CannedToolCall call : made) {
            arguments += tokens.tokens(request.model(), call.arguments());
        }
        int around = Math.max(0, ofCalls(said, request) - arguments);
        return made.isEmpty() ? 0 : (around + made.size() - 1) / made.size();
    }

    private static List<CannedToolCall> callsOf(CannedMessage said) {
        if (said.functionCall() == null) {
            return said.toolCalls();
        }
        List<CannedToolCall> calls = new ArrayList<>(said.toolCalls());
        calls.add(said.functionCall());
        return calls;
    }
}
