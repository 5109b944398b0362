package dev.cannery.response;

import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
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
        for (Choice choice : choices) {
            answered += ofChoice(choice.said(), request);
        }
        return new CannedUsage(tokens.promptTokens(request), answered, 0, 0);
    }

    private int ofChoice(CannedChoice said, ChatRequest request) {
        String model = request.model();
        int count = tokens.textTokens(model, said.content()) + tokens.textTokens(model, said.refusal());
        boolean forced = Choice.isCallForced(request);
        boolean parallel = said.toolCalls().size() > 1;
        for (CannedToolCall call : said.toolCalls()) {
            // The model does not write the name that it was told to call.
            count += forced
                    ? tokens.tokens(model, call.arguments())
                    : tokens.callTokens(model, call.name(), call.arguments(), parallel);
        }
        return count;
    }
}
