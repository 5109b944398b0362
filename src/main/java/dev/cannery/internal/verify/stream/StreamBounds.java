package dev.cannery.internal.verify.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a contract lets a stream wait.
 *
 * @param firstWithin the longest wait for the first chunk, null for any
 * @param gapWithin the longest wait between two chunks, null for any
 */
public record StreamBounds(
        @Nullable Duration firstWithin, @Nullable Duration gapWithin) {}
