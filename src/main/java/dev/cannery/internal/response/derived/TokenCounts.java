package dev.cannery.internal.response.derived;

import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.contract.CannedUsage;
import java.util.OptionalLong;

/** The numbers of tokens in a response, by the slots of its form. */
public final class TokenCounts {
    private TokenCounts() {}

    /** Returns the number that a slot stands for; empty if the slot does not stand for a number of tokens. */
    public static OptionalLong of(Slot slot, CannedUsage usage) {
        return switch (slot) {
            case PROMPT_TOKENS -> OptionalLong.of(usage.promptTokens());
            case COMPLETION_TOKENS -> OptionalLong.of(usage.completionTokens());
            case ANSWER_TOKENS -> OptionalLong.of(usage.completionTokens() - usage.reasoningTokens());
            case TOTAL_TOKENS -> OptionalLong.of((long) usage.promptTokens() + usage.completionTokens());
            case CACHED_TOKENS -> OptionalLong.of(usage.cachedTokens());
            case UNCACHED_TOKENS -> OptionalLong.of(usage.promptTokens() - usage.cachedTokens());
            case REASONING_TOKENS -> OptionalLong.of(usage.reasoningTokens());
            default -> OptionalLong.empty();
        };
    }
}
