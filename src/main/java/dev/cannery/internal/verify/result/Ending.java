package dev.cannery.internal.verify.result;

/**
 * Why nothing more was sent before everything was judged.
 *
 * @param cause what kind of end it is
 * @param words the same in a sentence for people, without a full stop
 */
public record Ending(Cause cause, String words) {
    /** The verification was interrupted. */
    public static final Ending INTERRUPTED = new Ending(Cause.INTERRUPTION, "interrupted");

    /** What can end a verification early. */
    public enum Cause {
        /** The target cannot be used. */
        TARGET,
        /** The requests or tokens that may be spent are used up. */
        BUDGET,
        /** Somebody stopped it. */
        INTERRUPTION
    }
}
