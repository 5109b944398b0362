package dev.cannery.internal.verify.result;

import dev.cannery.internal.contract.rule.Mismatch;

/**
 * One thing that is wrong with an answer.
 *
 * @param level how bad it is
 * @param mismatch what was expected where, and what was there
 */
public record Finding(Level level, Mismatch mismatch) {
    /** The finding's stable code, as {@code C301}. */
    public String code() {
        return mismatch.id().code();
    }

    /** Whether the contract is not kept. */
    public boolean isFailure() {
        return level == Level.FAIL;
    }
}
