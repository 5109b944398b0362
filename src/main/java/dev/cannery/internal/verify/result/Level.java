package dev.cannery.internal.verify.result;

/** How bad a finding is. */
public enum Level {
    /** The provider departs from the published schema as it is known to; clients cope. */
    WARN,
    /** The provider does not keep what it or the contract promises. */
    FAIL
}
