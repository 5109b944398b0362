package dev.cannery.internal.verify.result;

/** The severity of a finding. */
public enum Level {
    /** A deviation from the published schema that clients tolerate. */
    WARN,
    /** A violation of the contract or of the API. */
    FAIL
}
