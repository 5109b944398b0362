package dev.cannery.internal.contract.dsl;

/** Token counts to report instead of counted ones, for {@link Answer#usage}. It is a value: every method gives another one. */
public final class Usage {
    private final Keys keys;

    private Usage(Keys keys) {
        this.keys = keys;
    }

    /** So many tokens of the request and of the answer. */
    public static Usage of(int promptTokens, int completionTokens) {
        return new Usage(
                Keys.of("the usage").with("prompt_tokens", promptTokens).with("completion_tokens", completionTokens));
    }

    Keys keys() {
        return keys;
    }

    /** So many of the answer's tokens were reasoning. */
    public Usage reasoning(int tokens) {
        return new Usage(keys.with("reasoning_tokens", tokens));
    }

    /** So many of the request's tokens were read from a cache. */
    public Usage cached(int tokens) {
        return new Usage(keys.with("cached_tokens", tokens));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
