package dev.cannery.internal.server.answer;

import dev.cannery.Misbehaviour;
import java.util.ArrayList;
import java.util.List;

/**
 * The misbehaviours of one response.
 *
 * @param words the misbehaviours, applied in order
 * @param number selects the form of a misbehaviour; consecutive numbers select consecutive forms
 */
public record Misdeeds(List<Misbehaviour> words, long number) {
    /** No misbehaviour. */
    public static final Misdeeds NONE = new Misdeeds(List.of(), 0);

    public Misdeeds {
        words = List.copyOf(words);
    }

    /** Returns these misbehaviours and then another one. */
    public Misdeeds and(Misbehaviour word) {
        return new Misdeeds(List.of(word), number).after(words, number);
    }

    /**
     * Returns these misbehaviours after those of the contract.
     *
     * @param own the misbehaviours of the contract
     * @param ownNumber selects the form of the contract's misbehaviours
     */
    public Misdeeds after(List<Misbehaviour> own, long ownNumber) {
        if (own.isEmpty()) {
            return this;
        }
        List<Misbehaviour> all = new ArrayList<>(own);
        all.addAll(words);
        return new Misdeeds(all, ownNumber);
    }
}
