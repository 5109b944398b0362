package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedUsage;
import java.util.Map;

/** The number of tokens that a model spends on reasoning that it does not show. They count as tokens of the answer, and against its limit. */
final class HiddenReasoning {
    /**
     * The tokens by {@code reasoning_effort}. OpenAI counts them in units of 64. Medians of recordings from 2025 and 2026 are
     * 64 for low and 192 for medium; the others are assumed.
     */
    private static final Map<String, Integer> BY_EFFORT =
            Map.of("low", 64, "medium", 192, "high", 448, "xhigh", 960, "max", 1_984);

    private HiddenReasoning() {}

    /** Returns the tokens of one choice: as given in the contract, otherwise by the effort that the request asks of a model that reasons. */
    static int of(CannedCompletion completion, CannedChoice choice, ChatRequest request, AnswerStyle style) {
        CannedUsage given = completion.usage();
        if (choice.message().reasoning() != null) {
            return 0;
        }
        if (given != null) {
            return given.reasoningTokens();
        }
        String effort = request.field("reasoning_effort").asText("");
        int tokens = BY_EFFORT.getOrDefault(effort, 0);
        return tokens > 0 && style.reasons(request.model()) ? tokens : 0;
    }
}
