package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.CannedUsage;

/** The token counts of a response. The total is always computed. */
public final class UsageForm extends MapForm<CannedUsage> {
    public static final UsageForm FORM = new UsageForm();

    public final Key<Integer> prompt = key("prompt_tokens", Form.COUNT, "Tokens of the request.", "inputtokens");
    public final Key<Integer> completion =
            key("completion_tokens", Form.COUNT, "Tokens of the response, including reasoning.", "outputtokens");
    public final Key<Integer> reasoning = withDefault(
            "reasoning_tokens",
            Form.COUNT,
            0,
            "Tokens of the response that were reasoning. If only this is given, the others are counted.");
    public final Key<Integer> cached =
            withDefault("cached_tokens", Form.COUNT, 0, "Tokens of the request that were read from a cache.");

    private UsageForm() {
        super("token counts");
    }

    @Override
    CannedUsage make(Given given) {
        Integer asked = given.find(prompt);
        Integer answered = given.find(completion);
        return new CannedUsage(
                asked == null ? 0 : asked, answered == null ? 0 : answered, given.get(reasoning), given.get(cached));
    }

    @Override
    void write(CannedUsage counts, Tree tree) {
        tree.put(prompt, counts.promptTokens())
                .put(completion, counts.completionTokens())
                .put(reasoning, counts.reasoningTokens())
                .put(cached, counts.cachedTokens());
    }
}
