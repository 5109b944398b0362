package dev.cannery.response;

import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedMessage;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedUsage;
import java.util.List;

/** Finds the token counts that an answer reports: those given, else those counted. */
final class UsageCounter {
    private final TokenCounter tokens;

    UsageCounter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    CannedUsage usage(CannedCompletion completion, List<Choice> choices, ChatRequest request) {
        CannedUsage given = completion.usage();
        if (given != null) {
            return given;
        }
        int answered = 0;
        int reasoned = 0;
        for (Choice choice : choices) {
            Integer cutAt = choice.cutAt();
            answered += cutAt == null ? ofMessage(choice.said(), request) : cutAt;
            reasoned += ofReasoning(choice.said(), request);
        }
        return new CannedUsage(tokens.promptTokens(request), answered, reasoned, 0);
    }

    /** What a message costs; what a model adds around it included. */
    int ofMessage(CannedMessage said, ChatRequest request) {
        String model = request.model();
        int count = tokens.textTokens(model, said.content()) + tokens.textTokens(model, said.refusal());
        for (CannedToolCall call : said.toolCalls()) {
            count += ofCall(call, said.toolCalls().size() > 1, request);
        }
        if (said.functionCall() != null) {
            count += ofCall(said.functionCall(), false, request);
        }
        if (said.audio() != null) {
            count += tokens.tokens(model, said.audio().transcript());
        }
        return count + ofReasoning(said, request);
    }

    private int ofReasoning(CannedMessage said, ChatRequest request) {
        return said.reasoning() == null ? 0 : tokens.tokens(request.model(), said.reasoning());
    }

    /** What one call costs. The model does not write the name that it was told to call. */
    int ofCall(CannedToolCall call, boolean parallel, ChatRequest request) {
        return Choice.isCallForced(request)
                ? tokens.tokens(request.model(), call.arguments())
                : tokens.callTokens(request.model(), call.name(), call.arguments(), parallel);
    }
}
