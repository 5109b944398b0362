package dev.cannery.internal.verify.result;

/**
 * The reason why a verification ended early.
 *
 * @param cause the kind of reason
 * @param reason the reason as text, without a full stop
 */
public record Ending(Cause cause, String reason) {
    /** The verification was interrupted. */
    public static final Ending INTERRUPTED = new Ending(Cause.INTERRUPTION, "interrupted");

    /** The kinds of reasons that end a verification early. */
    public enum Cause {
        /** The target cannot be used. */
        TARGET,
        /** The budget of requests or tokens is used up. */
        BUDGET,
        /** The verification was interrupted. */
        INTERRUPTION
    }
}
