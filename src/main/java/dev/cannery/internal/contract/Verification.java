package dev.cannery.internal.contract;

import dev.cannery.internal.contract.rule.Constraint;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a real provider must satisfy when an interaction is put to it.
 *
 * @param isSent whether the interaction is put to providers at all
 * @param rules constraints on the answer by its part, as {@code content} or {@code usage}
 * @param repeat how often it is put, 1 or more
 * @param atLeast how many of these must satisfy the rules, 1 to {@code repeat}
 * @param firstWithin the longest wait for the first chunk of a stream, null for any
 * @param gapWithin the longest wait between two chunks, null for any
 */
public record Verification(
        boolean isSent,
        Map<String, Constraint> rules,
        int repeat,
        int atLeast,
        @Nullable Duration firstWithin,
        @Nullable Duration gapWithin) {
    /** What any sound provider gives. */
    public static final Verification SHAPE = new Verification(true, Map.of(), 1, 1, null, null);
    /** Never put to a provider. */
    public static final Verification NEVER = new Verification(false, Map.of(), 1, 1, null, null);

    public Verification {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        if (repeat < 1) {
            throw new IllegalArgumentException("repeat must be 1 or more, was " + repeat);
        }
        if (atLeast < 1 || atLeast > repeat) {
            throw new IllegalArgumentException("at_least must be 1 to repeat (" + repeat + "), was " + atLeast);
        }
    }
}
