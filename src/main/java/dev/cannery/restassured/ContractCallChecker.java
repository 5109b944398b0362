package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.InteractionCheck;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.FindingList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks calls against the interaction that the request matches. */
final class ContractCallChecker implements CallChecker {
    private final InteractionSet interactions;
    private final Map<String, Map<ChatEndpoint, InteractionCheck>> checks = new HashMap<>();

    ContractCallChecker(List<LoadedContract> contracts) {
        TokenCounter tokens = new TokenCounter();
        interactions = InteractionSet.of(contracts, new RuleChecker(tokens::forModel));
        for (LoadedContract contract : contracts) {
            checks.computeIfAbsent(contract.provider(), provider -> checksOf(ProfileReader.find(provider), tokens));
        }
    }

    /** Returns the checks of the endpoints that a provider has. */
    private static Map<ChatEndpoint, InteractionCheck> checksOf(Profile provider, TokenCounter tokens) {
        Map<ChatEndpoint, InteractionCheck> checks = new EnumMap<>(ChatEndpoint.class);
        for (ChatEndpoint endpoint : ChatEndpoint.values()) {
            provider.at(endpoint)
                    .ifPresent(profile ->
                            checks.put(endpoint, new InteractionCheck(new ReplyCheck(profile.answers()), tokens)));
        }
        return checks;
    }

    @Override
    public Optional<String> problemOf(ChatRequest request) {
        Optional<Match> match = interactions.match(request);
        if (match.isEmpty()) {
            return Optional.of(MissTable.of(interactions.explain(request)).stripTrailing());
        }
        String provider = interactions.providerOf(match.get().interaction());
        return checkOf(provider, request) == null ? Optional.of(CallChecker.lacks(provider)) : Optional.empty();
    }

    @Override
    public Optional<String> problemOf(ChatRequest request, Reply reply) {
        return interactions.match(request).flatMap(match -> problemOf(match, request, reply));
    }

    private @Nullable InteractionCheck checkOf(String provider, ChatRequest request) {
        return checks.getOrDefault(provider, Map.of()).get(request.endpoint());
    }

    /**
     * Checks a response. Responses of interactions that are never sent to a provider pass. If the contract allows some of the
     * repeated responses to fail its rules, only the shape is checked.
     */
    private Optional<String> problemOf(Match match, ChatRequest request, Reply reply) {
        LoadedInteraction interaction = match.interaction();
        Verification verification = interaction.verification();
        InteractionCheck check = checkOf(interactions.providerOf(interaction), request);
        if (check == null || !verification.isSent()) {
            return Optional.empty();
        }
        FindingList findings = new FindingList();
        if (verification.atLeast() < verification.repeat()) {
            check.checkShape(interaction, match.index(), request, reply, findings);
        } else {
            check.check(interaction, match.index(), request, reply, findings);
        }
        String place = interaction.source().fileAndLine();
        return CallChecker.failures("the response fails '" + interaction.name() + "' (" + place + ")", findings);
    }
}
