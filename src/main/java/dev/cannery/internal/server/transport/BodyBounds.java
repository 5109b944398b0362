package dev.cannery.internal.server.transport;

import java.time.Duration;

/**
 * The limits of a request body.
 *
 * @param bytes the maximum size
 * @param timeout the maximum time from the headers to the last byte
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
