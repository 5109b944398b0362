package dev.cannery.internal.contract;

import dev.cannery.Contract;
import java.util.Collection;
import java.util.List;

/**
 * The expectations of one consumer of a chat completions provider.
 *
 * @param name the contract's name
 * @param consumer the consumer's name
 * @param provider the name of the provider profile
 * @param interactions the interactions in the file's order, at least one
 */
public record LoadedContract(String name, String consumer, String provider, List<LoadedInteraction> interactions)
        implements Contract {
    public LoadedContract {
        interactions = List.copyOf(interactions);
    }

    /**
     * Returns the implementation of a user's contract.
     *
     * @throws IllegalArgumentException when the user has implemented the interface
     */
    public static LoadedContract of(Contract contract) {
        if (contract instanceof LoadedContract loaded) {
            return loaded;
        }
        throw new IllegalArgumentException("contracts must be created by Contract.of, read or parse, was "
                + contract.getClass().getName());
    }

    @Override
    public LoadedContract withConsumer(String other) {
        return new LoadedContract(name, other, provider, interactions);
    }

    @Override
    public LoadedContract withProvider(String other) {
        return new LoadedContract(name, consumer, other, interactions);
    }

    /** Returns the same contract with other interactions. */
    public LoadedContract withInteractions(List<LoadedInteraction> others) {
        return new LoadedContract(name, consumer, provider, others);
    }

    /** Returns the same contract with only the interactions that have one of these tags; unchanged if there are no tags. */
    public LoadedContract tagged(Collection<String> tags) {
        return tags.isEmpty()
                ? this
                : withInteractions(interactions.stream()
                        .filter(interaction ->
                                interaction.notes().tags().stream().anyMatch(tags::contains))
                        .toList());
    }
}
