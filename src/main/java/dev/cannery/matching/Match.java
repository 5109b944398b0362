package dev.cannery.matching;

import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;

/**
 * The turn that answers a request.
 *
 * @param interaction the interaction
 * @param index which of its turns, from 0
 */
public record Match(Interaction interaction, int index) {
    /** The turn itself. */
    public Turn turn() {
        return interaction.turns().get(index);
    }
}
