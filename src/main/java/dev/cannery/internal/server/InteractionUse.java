package dev.cannery.internal.server;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import java.util.List;

/**
 * How often an interaction has answered.
 *
 * @param contract the contract that it belongs to
 * @param interaction the interaction
 * @param calls the number of answers of each of its turns
 */
public record InteractionUse(LoadedContract contract, LoadedInteraction interaction, List<Long> calls) {
    public InteractionUse {
        calls = List.copyOf(calls);
    }

    /** Whether any turn has answered. */
    public boolean isUsed() {
        return calls.stream().anyMatch(count -> count > 0);
    }
}
