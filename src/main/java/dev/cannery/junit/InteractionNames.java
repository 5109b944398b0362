package dev.cannery.junit;

import dev.cannery.chat.Suggestion;
import dev.cannery.contract.Contract;
import dev.cannery.contract.Interaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Interactions by the names that tests call them. */
final class InteractionNames {
    private final List<Contract> contracts;

    InteractionNames(List<Contract> contracts) {
        this.contracts = contracts;
    }

    /** What is wrong with a name that no interaction has; empty when one has it. */
    Optional<String> complaint(String name) {
        List<String> known = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(Interaction::name)
                .toList();
        if (known.contains(name)) {
            return Optional.empty();
        }
        String there =
                known.isEmpty() ? " There are no interactions at all." : " There are:\n  " + String.join("\n  ", known);
        return Optional.of("there is no interaction '" + name + "'." + Suggestion.sentence(name, known) + there);
    }

    /** The contracts without the interactions of other names; a contract of which nothing stays is left out. */
    List<Contract> only(Collection<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return contracts.stream()
                .map(contract -> new Contract(
                        contract.name(),
                        contract.consumer(),
                        contract.provider(),
                        contract.interactions().stream()
                                .filter(interaction -> wanted.contains(interaction.name()))
                                .collect(Collectors.toList())))
                .filter(contract -> !contract.interactions().isEmpty())
                .toList();
    }
}
