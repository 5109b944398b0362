package dev.cannery.internal.verify.result;

import dev.cannery.internal.source.SourceLocation;

/**
 * What is verified.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source where it is written
 * @param form how its answers are asked for
 */
public record Subject(String contract, String interaction, SourceLocation source, RequestedForm form) {
    /** The name that stands in place of a contract's where the target itself is verified. */
    public static final String TARGET = "(target)";

    /** The target itself, whatever the contracts say. */
    public static Subject ofTarget(String what) {
        return new Subject(TARGET, what, SourceLocation.CODE, RequestedForm.JSON);
    }

    /** Whether this is the target itself and no interaction of a contract. */
    public boolean isTarget() {
        return contract.equals(TARGET);
    }

    /** The same in a line: {@code weather-agent: asks for the weather (json)}. */
    public String title() {
        return contract + ": " + interaction + " (" + form.word() + ")";
    }
}
