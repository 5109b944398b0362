package dev.cannery.junit;

/** What fails a test beside its own assertions. */
public enum Strictness {
    /**
     * A request that no interaction answered, even when the code under test made nothing of the error; and an interaction that
     * the test names, or a reply that it makes, and never uses.
     */
    STRICT,
    /** Only a request that no interaction answered. */
    UNMATCHED_ONLY,
    /** Nothing. */
    LENIENT
}
