package dev.cannery.internal.verify.result;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.source.SourceLocation;

/**
 * The subject of a result: an interaction in one form.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source the interaction's location in its file
 * @param form the requested form of responses
 */
public record Subject(String contract, String interaction, SourceLocation source, RequestedForm form) {
    /** The name in place of a contract's if the target itself is verified. */
    public static final String TARGET = "(target)";

    /** Returns a subject for an endpoint of the target itself, which belongs to no contract. */
    public static Subject ofTarget(String what, ChatEndpoint endpoint) {
        return new Subject(TARGET, what, SourceLocation.CODE, RequestedForm.JSON.at(endpoint));
    }

    /** Whether this is the target itself rather than an interaction of a contract. */
    public boolean isTarget() {
        return contract.equals(TARGET);
    }

    /** Returns the subject in one line: {@code weather-agent: asks for the weather (json)}. */
    public String title() {
        return contract + ": " + interaction + " (" + form.word() + ")";
    }
}
