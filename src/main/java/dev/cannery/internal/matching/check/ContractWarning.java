package dev.cannery.internal.matching.check;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.SourceLocation;

/**
 * Something in sound contracts that most likely is not meant.
 *
 * @param id what kind of finding this is
 * @param at where
 * @param interaction the name of the interaction
 * @param message what is odd and what to do about it, in one sentence or two
 */
public record ContractWarning(FindingId id, SourceLocation at, String interaction, String message) {
    /** The warning in one line: {@code contracts/a.yaml:6:5 'asks for the weather': … C610}. */
    public String sentence() {
        return at + " '" + interaction + "': " + message + " " + id.code();
    }
}
