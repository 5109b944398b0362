package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.InteractionCheck;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.FindingList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks calls against the interaction that the request matches. */
final class ContractCallChecker implements CallChecker {
    private final InteractionSet interactions;
    private final Map<String, InteractionCheck> checks = new HashMap<>();

    ContractCallChecker(List<LoadedContract> contracts) {
        TokenCounter tokens = new TokenCounter();
        interactions = InteractionSet.of(contracts, new RuleChecker(tokens::forModel));
        for (LoadedContract contract : contracts) {
            checks.computeIfAbsent(contract.provider(), provider -> {
                ReplyCheck replies = new ReplyCheck(ProfileReader.find(provider).answers());
                return new InteractionCheck(replies, tokens);
            });
        }
    }

    @Override
    public Optional<String> problemOf(ChatRequest request) {
        return interactions.match(request).isPresent()
                ? Optional.empty()
                : Optional.of(MissTable.of(interactions.explain(request)).stripTrailing());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request, Reply reply) {
        return interactions.match(request).flatMap(match -> problemOf(match, request, reply));
    }

    /**
     * Checks a response. Responses of interactions that are never sent to a provider pass. If the contract allows some of the
     * repeated responses to fail its rules, only the shape is checked.
     */
    private Optional<String> problemOf(Match match, ChatRequest request, Reply reply) {
        LoadedInteraction interaction = match.interaction();
        Verification verification = interaction.verification();
        InteractionCheck check = checks.get(interactions.providerOf(interaction));
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
