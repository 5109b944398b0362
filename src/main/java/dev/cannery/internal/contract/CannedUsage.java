package dev.cannery.internal.contract;

/**
 * Token counts to report instead of counted ones; the total is always computed. Reasoning tokens alone are spent before the
 * answer, and the other counts are counted.
 *
 * @param promptTokens tokens of the request
 * @param completionTokens tokens of the response, including reasoning
 * @param reasoningTokens tokens of the response that were reasoning
 * @param cachedTokens tokens of the request that were read from a cache
 */
public record CannedUsage(int promptTokens, int completionTokens, int reasoningTokens, int cachedTokens) {
    public CannedUsage {
        boolean isAlone = promptTokens == 0 && completionTokens == 0;
        if (reasoningTokens > completionTokens && !isAlone) {
            throw new IllegalArgumentException("reasoning_tokens are part of completion_tokens, were " + reasoningTokens
                    + " of " + completionTokens);
        }
        if (cachedTokens > promptTokens) {
            throw new IllegalArgumentException(
                    "cached_tokens are part of prompt_tokens, were " + cachedTokens + " of " + promptTokens);
        }
    }

    /** Whether only the reasoning tokens are given. */
    public boolean isOnlyReasoning() {
        return reasoningTokens > completionTokens;
    }
}
