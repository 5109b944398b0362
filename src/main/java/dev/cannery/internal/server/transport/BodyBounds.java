package dev.cannery.internal.server.transport;

import java.time.Duration;

/**
 * What a body may be.
 *
 * @param bytes its largest size
 * @param timeout how long it may take from the headers to its last byte
 */
public record BodyBounds(int bytes, Duration timeout) {
    public BodyBounds {
        if (bytes < 1) {
            throw new IllegalArgumentException("body limit must be 1 byte or more, was " + bytes);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("body timeout must be positive, was " + timeout);
        }
    }
}
