package dev.cannery.internal.profile.rule;

import dev.cannery.internal.profile.shape.Inspection;

/** One step of a review. */
@FunctionalInterface
public interface ProfileRule {
    /** Reports the problems that the rule finds. */
    void apply(ReviewedRequest subject, Inspection inspection);
}
