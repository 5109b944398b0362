package dev.cannery.junit;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The interactions of contracts by the names that tests use. */
final class InteractionNames {
    private final List<LoadedContract> contracts;

    InteractionNames(List<LoadedContract> contracts) {
        this.contracts = contracts;
    }

    /** Returns the problem with an unknown name; empty if an interaction has it. */
    Optional<String> problem(String name) {
        List<String> known = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(LoadedInteraction::name)
                .toList();
        if (known.contains(name)) {
            return Optional.empty();
        }
        String there = known.isEmpty()
                ? " There are no interactions."
                : " Known interactions:\n  " + String.join("\n  ", known);
        return Optional.of("there is no interaction '" + name + "'." + Suggestion.sentence(name, known) + there);
    }

    /** Returns the problem with a name in {@code @UseInteraction}; empty if it means exactly one interaction. */
    Optional<String> limitProblem(String name) {
        List<String> meant = contracts.stream()
                .flatMap(contract -> contract.interactions().stream()
                        .filter(interaction -> isMeant(name, contract, interaction))
                        .map(interaction -> inFull(contract, interaction)))
                .toList();
        if (meant.isEmpty()) {
            return problem(name);
        }
        return meant.size() == 1
                ? Optional.empty()
                : Optional.of("several interactions have the name '" + name + "'. Use one of:\n  "
                        + String.join("\n  ", meant));
    }

    /** Returns the contracts with only the interactions of these names. Contracts that become empty are left out. */
    List<LoadedContract> only(Collection<String> names) {
        return contracts.stream()
                .map(contract -> contract.withInteractions(contract.interactions().stream()
                        .filter(interaction -> names.stream().anyMatch(name -> isMeant(name, contract, interaction)))
                        .toList()))
                .filter(contract -> !contract.interactions().isEmpty())
                .toList();
    }

    private static boolean isMeant(String name, LoadedContract contract, LoadedInteraction interaction) {
        return name.equals(interaction.name()) || name.equals(inFull(contract, interaction));
    }

    private static String inFull(LoadedContract contract, LoadedInteraction interaction) {
        return contract.name() + ": " + interaction.name();
    }
}
