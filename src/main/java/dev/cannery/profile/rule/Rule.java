package dev.cannery.profile.rule;

import dev.cannery.profile.shape.Inspection;

/** One step of a review. */
@FunctionalInterface
public interface Rule {
    /** Reports what the rule finds. */
    void apply(Subject subject, Inspection inspection);
}
