package dev.cannery.junit;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Interactions by the names that tests call them. */
final class InteractionNames {
    private final List<LoadedContract> contracts;

    InteractionNames(List<LoadedContract> contracts) {
        this.contracts = contracts;
    }

    /** What is wrong with a name that no interaction has; empty when one has it. */
    Optional<String> complaint(String name) {
        List<String> known = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(LoadedInteraction::name)
                .toList();
        if (known.contains(name)) {
            return Optional.empty();
        }
        String there =
                known.isEmpty() ? " There are no interactions at all." : " There are:\n  " + String.join("\n  ", known);
        return Optional.of("there is no interaction '" + name + "'." + Suggestion.sentence(name, known) + there);
    }

    /** What is wrong with a name that is to limit a test; empty when one interaction is meant by it. */
    Optional<String> complaintOfLimit(String name) {
        List<String> meant = contracts.stream()
                .flatMap(contract -> contract.interactions().stream()
                        .filter(interaction -> isMeant(name, contract, interaction))
                        .map(interaction -> inFull(contract, interaction)))
                .toList();
        if (meant.isEmpty()) {
            return complaint(name);
        }
        return meant.size() == 1
                ? Optional.empty()
                : Optional.of(
                        "several interactions are called '" + name + "'. Say which:\n  " + String.join("\n  ", meant));
    }

    /** The contracts without the interactions of other names; a contract of which nothing stays is left out. */
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
