package dev.cannery.internal.contract;

/**
 * Token counts to report instead of counted ones; the total is always computed.
 *
 * @param promptTokens tokens of the request
 * @param completionTokens tokens of the response, including reasoning
 * @param reasoningTokens tokens of the response that were reasoning
 * @param cachedTokens tokens of the request that were read from a cache
 */
public record CannedUsage(int promptTokens, int completionTokens, int reasoningTokens, int cachedTokens) {
    public CannedUsage {
        if (reasoningTokens > completionTokens) {
            throw new IllegalArgumentException("reasoning_tokens are part of completion_tokens, were " + reasoningTokens
                    + " of " + completionTokens);
        }
        if (cachedTokens > promptTokens) {
            throw new IllegalArgumentException(
                    "cached_tokens are part of prompt_tokens, were " + cachedTokens + " of " + promptTokens);
        }
    }
}
