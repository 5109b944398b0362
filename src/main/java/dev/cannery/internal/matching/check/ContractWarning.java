package dev.cannery.internal.matching.check;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.SourceLocation;

/**
 * A likely mistake in a valid contract.
 *
 * @param id the kind of finding
 * @param at where
 * @param interaction the name of the interaction
 * @param message what is wrong and what to do about it, in one or two sentences
 */
public record ContractWarning(FindingId id, SourceLocation at, String interaction, String message) {
    /** Returns the warning in one line: {@code contracts/a.yaml:6:5 'asks for the weather': … C610}. */
    public String sentence() {
        return at + " '" + interaction + "': " + message + " " + id.code();
    }
}
