package dev.cannery.internal.verify.result;

/** The status of a result. */
public enum Status {
    /** The provider satisfies the interaction. */
    PASS,
    /** The provider satisfies the interaction, with deviations from the schema that clients tolerate. */
    WARN,
    /** The provider does not satisfy the interaction. */
    FAIL,
    /** The provider does not satisfy the interaction, but the contract or the baseline marks this as known. */
    PENDING,
    /** The interaction was not sent, or the provider reports that it does not support a needed capability. */
    SKIP
}
