package dev.cannery.internal.contract;

import dev.cannery.internal.contract.rule.Constraint;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requirements on a real provider when an interaction is verified.
 *
 * @param isSent whether the interaction is sent to providers at all
 * @param rules constraints on the response by part, such as {@code content} or {@code usage}
 * @param repeat how often the request is sent, at least 1
 * @param atLeast how many of the responses must satisfy the rules, 1 to {@code repeat}
 * @param firstWithin the maximum wait for the first chunk of a stream, null for no limit
 * @param gapWithin the maximum wait between two chunks, null for no limit
 */
public record Verification(
        boolean isSent,
        Map<String, Constraint> rules,
        int repeat,
        int atLeast,
        @Nullable Duration firstWithin,
        @Nullable Duration gapWithin) {
    /** The default: a valid response. */
    public static final Verification SHAPE = new Verification(true, Map.of(), 1, 1, null, null);
    /** No verification. */
    public static final Verification NEVER = new Verification(false, Map.of(), 1, 1, null, null);

    public Verification {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        if (repeat < 1) {
            throw new IllegalArgumentException("repeat must be at least 1, was " + repeat);
        }
        if (atLeast < 1 || atLeast > repeat) {
            throw new IllegalArgumentException("at_least must be from 1 to repeat (" + repeat + "), was " + atLeast);
        }
    }
}
