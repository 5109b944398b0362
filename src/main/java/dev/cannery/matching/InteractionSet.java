package dev.cannery.matching;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.Contract;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.RequestPattern;
import dev.cannery.contract.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All interactions of the loaded contracts, in the order in which they are asked: files in path order, interactions in
 * file order, fallbacks last. The first that matches answers.
 */
public final class InteractionSet {
    /** How many near interactions a miss shows. */
    private static final int SHOWN = 3;

    private final List<Interaction> interactions;
    private final IdentityHashMap<Interaction, String> providers = new IdentityHashMap<>();
    private final RuleChecker checker;

    private InteractionSet(List<Interaction> interactions, Collection<Contract> contracts, RuleChecker checker) {
        this.interactions = interactions;
        this.checker = checker;
        for (Contract contract : contracts) {
            contract.interactions().forEach(interaction -> providers.put(interaction, contract.provider()));
        }
    }

    /** The interactions of these contracts. */
    public static InteractionSet of(Collection<Contract> contracts, RuleChecker checker) {
        return new InteractionSet(inOrder(contracts), contracts, checker);
    }

    /** The interactions in the order in which they are asked. */
    static List<Interaction> inOrder(Collection<Contract> contracts) {
        List<Interaction> all = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .toList();
        return Stream.concat(
                        all.stream().filter(interaction -> !interaction.isFallback()),
                        all.stream().filter(Interaction::isFallback))
                .toList();
    }

    /** How many there are. */
    public int size() {
        return interactions.size();
    }

    /** The interactions in the order in which they are asked. */
    public List<Interaction> interactions() {
        return interactions;
    }

    /** The provider that the contract of one of these interactions names. */
    public String providerOf(Interaction interaction) {
        return Objects.requireNonNull(providers.get(interaction), "an interaction of this set");
    }

    /** The turn that answers the request: of the first interaction that matches, the last such turn; empty for none. */
    public Optional<Match> match(ChatRequest request) {
        for (Interaction interaction : interactions) {
            Optional<Match> match = match(interaction, request);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    /** The last turn first: it proves more of the conversation than an earlier one, whose rules may be few. */
    private Optional<Match> match(Interaction interaction, ChatRequest request) {
        for (int i = interaction.turns().size() - 1; i >= 0; i--) {
            Turn turn = interaction.turns().get(i);
            Optional<ChatRequest> view = Conversation.viewOf(interaction, i, request);
            if (view.isPresent() && checker.matches(turn.request(), view.get())) {
                return Optional.of(new Match(interaction, i));
            }
        }
        return Optional.empty();
    }

    /** Why nothing matches the request: the nearest interactions with what each of their rules found. */
    public Miss explain(ChatRequest request) {
        List<Nearness> nearest = new ArrayList<>();
        for (Interaction interaction : interactions) {
            nearestTurn(interaction, request).ifPresent(nearest::add);
        }
        List<NearMiss> shown = nearest.stream()
                .sorted(Comparator.comparingDouble(Nearness::shareThatFails).thenComparingInt(Nearness::failing))
                .limit(SHOWN)
                .map(near -> new NearMiss(
                        near.interaction,
                        near.turn,
                        checker.explain(near.interaction.turns().get(near.turn).request(), near.view)))
                .toList();
        return new Miss(request.path(), interactions.size(), shown);
    }

    private Optional<Nearness> nearestTurn(Interaction interaction, ChatRequest request) {
        Optional<Nearness> best = Optional.empty();
        for (int i = 0; i < interaction.turns().size(); i++) {
            Optional<ChatRequest> view = Conversation.viewOf(interaction, i, request);
            if (view.isPresent()) {
                RequestPattern pattern = interaction.turns().get(i).request();
                int holding = checker.countHolding(pattern, view.get());
                int failing = pattern.rules().size() - holding + checker.countUnmentioned(pattern, view.get());
                // a later turn proves more of the conversation, so it is the nearer one
                best = Optional.of(new Nearness(interaction, i, view.get(), holding, failing));
            }
        }
        return best;
    }

    private record Nearness(Interaction interaction, int turn, ChatRequest view, int holding, int failing) {
        /** Three of five rules that hold are nearer than none of one, though fewer fail there. */
        double shareThatFails() {
            return failing == 0 ? 0 : (double) failing / (holding + failing);
        }
    }
}
