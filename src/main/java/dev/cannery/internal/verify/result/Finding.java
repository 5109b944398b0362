package dev.cannery.internal.verify.result;

import dev.cannery.internal.contract.rule.Mismatch;

/**
 * A problem in a response.
 *
 * @param level the severity
 * @param mismatch the place, the expectation and the actual value
 */
public record Finding(Level level, Mismatch mismatch) {
    /** Returns the finding's stable code, such as {@code C301}. */
    public String code() {
        return mismatch.id().code();
    }

    /** Whether this finding is a failure rather than a warning. */
    public boolean isFailure() {
        return level == Level.FAIL;
    }
}
