package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.matching.AnswerCheck;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.FaultInjector;
import dev.cannery.internal.server.provider.ApiKeys;
import dev.cannery.internal.server.provider.Providers;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server for checking requests and rendering responses, independent of its contracts.
 *
 * @param profile checks every request; null for the profile of each contract
 * @param keys the API keys that are accepted
 * @param isLimited whether the server enforces rate limits
 * @param isLenient whether a response that does not fit its request is sent with a warning
 * @param faults the faults that are injected
 * @param reported counts the tokens that are reported, possibly an estimate; rules and token limits always count
 * exactly
 * @param checker checks rules
 * @param renderer renders responses
 * @param answers checks whether responses fit their requests
 * @param scripted answers every request, for tests of the transport; null to answer from contracts
 */
record Policy(
        @Nullable Profile profile,
        ApiKeys keys,
        boolean isLimited,
        boolean isLenient,
        FaultInjector faults,
        TokenCounter reported,
        RuleChecker checker,
        ResponseRenderer renderer,
        AnswerCheck answers,
        @Nullable Function<ChatRequest, Answer> scripted) {

    static Policy of(ServerSettings settings) {
        TokenCounter tokens = new TokenCounter();
        TokenCounter reported = settings.estimatesUsage() ? TokenCounter.estimating() : tokens;
        return new Policy(
                settings.profile(),
                new ApiKeys(settings.apiKeys()),
                settings.rateLimit() != null,
                settings.isLenient(),
                new FaultInjector(
                        settings.transport().chaos(), settings.address().isLoopback()),
                reported,
                new RuleChecker(tokens::forModel),
                ResponseRenderer.reporting(tokens, reported),
                new AnswerCheck(),
                settings.scripted());
    }

    /** Returns the providers of these contracts; the given one if there are no contracts. */
    Providers providersOf(List<LoadedContract> contracts, String otherwise) {
        return new Providers(contracts, otherwise, profile, any -> any.counting(reported::promptTokens), isLimited);
    }
}
