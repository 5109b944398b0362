package dev.cannery.internal.verify.exchange;

import java.time.Duration;

/** Bytes of a body that came together. */
public final class Arrival {
    private final Duration at;
    private final byte[] bytes;

    /**
     * Bytes that came so long after the request was sent.
     *
     * @param bytes the bytes, not to be changed
     */
    public Arrival(Duration at, byte[] bytes) {
        this.at = at;
        this.bytes = bytes;
    }

    /** How long after the request was sent they came. */
    public Duration at() {
        return at;
    }

    /** The bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
