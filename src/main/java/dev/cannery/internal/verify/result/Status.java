package dev.cannery.internal.verify.result;

/** How an interaction came off. */
public enum Status {
    /** The provider keeps it. */
    PASS,
    /** The provider keeps it, with known departures from the schema. */
    WARN,
    /** The provider does not keep it. */
    FAIL,
    /** The provider does not keep it, and the contract or the baseline says that this is known. */
    PENDING,
    /** It was not put to the provider, or the provider plainly does not support what it needs. */
    SKIP
}
