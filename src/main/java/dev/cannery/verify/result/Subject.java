package dev.cannery.verify.result;

import dev.cannery.source.SourceLocation;

/**
 * What is verified.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source where it is written
 * @param form how its answers are asked for
 */
public record Subject(String contract, String interaction, SourceLocation source, Form form) {
    /** The same in a line: {@code weather-agent: asks for the weather (json)}. */
    public String title() {
        return contract + ": " + interaction + " (" + form.word() + ")";
    }
}
