package dev.cannery.junit;

/** The problems that fail a test in addition to its own assertions. */
public enum Strictness {
    /**
     * A request that no interaction answered, even if the code under test ignored the error; and an interaction that the test
     * names, or a reply that it adds, but never uses.
     */
    STRICT,
    /** Only a request that no interaction answered. */
    UNMATCHED_ONLY,
    /** Nothing. */
    LENIENT
}
