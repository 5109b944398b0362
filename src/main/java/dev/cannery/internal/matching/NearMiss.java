package dev.cannery.internal.matching;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;
import java.util.Optional;

/**
 * An interaction that nearly matched.
 *
 * @param interaction the interaction
 * @param turn the index of its nearest turn, from 0
 * @param outcomes the outcome of each rule of that turn
 */
public record NearMiss(LoadedInteraction interaction, int turn, List<RuleOutcome> outcomes) {
    public NearMiss {
        outcomes = List.copyOf(outcomes);
    }

    /** Returns how many rules held, not counting those that held only because a value is missing. */
    public int holding() {
        return counted()
                - (int) outcomes.stream().filter(outcome -> !outcome.isOk()).count();
    }

    /** Returns how many rules are informative: all except those that held only because a value is missing. */
    public int counted() {
        return (int)
                outcomes.stream().filter(outcome -> !outcome.holdsOfNothing()).count();
    }

    /** Returns the first mismatch in the contract's order. */
    public Optional<Mismatch> firstMismatch() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.mismatches().stream())
                .findFirst();
    }

    /** Returns the name for messages, with the turn if there are several. */
    public String title() {
        return interaction.isConversation() ? interaction.name() + ", turn " + (turn + 1) : interaction.name();
    }
}
