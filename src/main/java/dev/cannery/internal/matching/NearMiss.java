package dev.cannery.internal.matching;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;
import java.util.Optional;

/**
 * An interaction that nearly matched.
 *
 * @param interaction the interaction
 * @param turn which of its turns came nearest, from 0
 * @param outcomes what each rule of that turn found
 */
public record NearMiss(LoadedInteraction interaction, int turn, List<RuleOutcome> outcomes) {
    public NearMiss {
        outcomes = List.copyOf(outcomes);
    }

    /** How many rules held; those that held of nothing do not count. */
    public int holding() {
        return counted()
                - (int) outcomes.stream().filter(outcome -> !outcome.isOk()).count();
    }

    /** How many rules say something about the request: all but those that held of nothing. */
    public int counted() {
        return (int)
                outcomes.stream().filter(outcome -> !outcome.holdsOfNothing()).count();
    }

    /** The first mismatch in the contract's order. */
    public Optional<Mismatch> firstMismatch() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.mismatches().stream())
                .findFirst();
    }

    /** The name as people see it, with the turn where there are several. */
    public String title() {
        return interaction.isConversation() ? interaction.name() + ", turn " + (turn + 1) : interaction.name();
    }
}
