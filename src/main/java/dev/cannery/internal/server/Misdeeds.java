package dev.cannery.internal.server;

import dev.cannery.Misbehaviour;
import java.util.ArrayList;
import java.util.List;

/**
 * The misbehaviours of one response.
 *
 * @param words the misbehaviours, applied in order
 * @param number selects the form of a misbehaviour; consecutive numbers select consecutive forms
 */
record Misdeeds(List<Misbehaviour> words, long number) {
    /** No misbehaviour. */
    static final Misdeeds NONE = new Misdeeds(List.of(), 0);

    Misdeeds {
        words = List.copyOf(words);
    }

    /** Returns these misbehaviours and then another one. */
    Misdeeds and(Misbehaviour word) {
        return new Misdeeds(List.of(word), number).after(words, number);
    }

    /**
     * Returns these misbehaviours after those of the contract.
     *
     * @param own the misbehaviours of the contract
     * @param ownNumber selects the form of the contract's misbehaviours
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
