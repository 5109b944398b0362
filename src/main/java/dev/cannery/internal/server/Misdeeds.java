package dev.cannery.internal.server;

import dev.cannery.Misbehaviour;
import java.util.ArrayList;
import java.util.List;

/**
 * What one response does wrong.
 *
 * @param words the misbehaviours, applied in order
 * @param number chooses among the forms of a misbehaviour: the next number chooses the next form
 */
record Misdeeds(List<Misbehaviour> words, long number) {
    /** Nothing is done wrong. */
    static final Misdeeds NONE = new Misdeeds(List.of(), 0);

    Misdeeds {
        words = List.copyOf(words);
    }

    /**
     * These misdeeds after those that the contract states.
     *
     * @param own the misbehaviours of the contract
     * @param ownNumber chooses among the forms if there are some
     */
    Misdeeds after(List<Misbehaviour> own, long ownNumber) {
        if (own.isEmpty()) {
            return this;
        }
        List<Misbehaviour> all = new ArrayList<>(own);
        all.addAll(words);
        return new Misdeeds(all, ownNumber);
    }
}
