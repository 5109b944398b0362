package dev.cannery.internal.profile.rule;

import dev.cannery.internal.profile.shape.Member;

/**
 * A field that is held against the model's capabilities only after all others.
 *
 * @param member the field
 * @param isTypeFirst whether at its own place only its type is looked at, and its range is late too
 */
public record LateField(Member member, boolean isTypeFirst) {}
