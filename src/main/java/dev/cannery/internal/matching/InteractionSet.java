package dev.cannery.internal.matching;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.matching.index.RuleTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All interactions of the loaded contracts in matching order: files by path, interactions in file order, fallbacks last. The
 * first that matches answers.
 */
public final class InteractionSet {
    /** The number of near matches that a miss shows. */
    private static final int SHOWN = 3;

    /** The number of interactions whose texts are compared letter by letter, which takes some microseconds each. */
    private static final int COMPARED = 16;

    private final List<LoadedInteraction> interactions;
    private final IdentityHashMap<LoadedInteraction, String> providers = new IdentityHashMap<>();
    private final RuleChecker checker;
    private final RuleTable table;
    private final Nearness nearness;

    private InteractionSet(
            List<LoadedInteraction> interactions, Collection<LoadedContract> contracts, RuleChecker checker) {
        this.interactions = interactions;
        this.checker = checker;
        this.table = RuleTable.of(interactions);
        this.nearness = new Nearness(table.rules());
        for (LoadedContract contract : contracts) {
            contract.interactions().forEach(interaction -> providers.put(interaction, contract.provider()));
        }
    }

    /** Creates the set of these contracts' interactions. */
    public static InteractionSet of(Collection<LoadedContract> contracts, RuleChecker checker) {
        return new InteractionSet(inOrder(contracts), contracts, checker);
    }

    /** Returns the interactions in matching order. */
    public static List<LoadedInteraction> inOrder(Collection<LoadedContract> contracts) {
        List<LoadedInteraction> all = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .toList();
        return Stream.concat(
                        all.stream().filter(interaction -> !interaction.isFallback()),
                        all.stream().filter(LoadedInteraction::isFallback))
                .toList();
    }

    /** Returns the interactions in matching order. */
    public List<LoadedInteraction> interactions() {
        return interactions;
    }

    /** Returns the provider of an interaction's contract. */
    public String providerOf(LoadedInteraction interaction) {
        return Objects.requireNonNull(providers.get(interaction), "an interaction of this set");
    }

    /** Returns the turn that answers the request: the last matching turn of the first matching interaction; empty for none. */
    public Optional<Match> match(ChatRequest request) {
        return RequestMatcher.firstMatch(interactions, table, checker, request);
    }

    /** Explains why nothing matches the request: the nearest interactions with the outcome of each of their rules. */
    public Miss explain(ChatRequest request) {
        RequestMatcher judge = RequestMatcher.ofAll(interactions, table, checker, request);
        TopMatches likely = new TopMatches(COMPARED);
        for (int i = 0; i < interactions.size(); i++) {
            judge.addNearestTurn(i, nearness, likely);
        }
        TopMatches nearest = new TopMatches(SHOWN);
        // in matching order, so that of equals the first is nearest
        likely.ranks().stream()
                .sorted(Comparator.comparingInt(TopMatches.Rank::interaction))
                .forEach(rank -> nearest.add(judge.judgedClosely(rank, nearness)));
        List<NearMiss> shown = nearest.ranks().stream()
                .map(rank -> new NearMiss(interactions.get(rank.interaction()), rank.turn(), judge.explain(rank)))
                .toList();
        return new Miss(request.path(), interactions.size(), shown);
    }
}
