package dev.cannery.internal.verify.result;

import dev.cannery.internal.wire.Words;

/** How an answer is asked for. */
public enum RequestedForm {
    /** Whole. */
    JSON,
    /** In pieces. */
    STREAM;

    /** The word for people, as {@code json}. */
    public String word() {
        return Words.of(this);
    }
}
