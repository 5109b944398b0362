package dev.cannery.internal.verify.result;

import dev.cannery.internal.wire.Words;

/** The requested form of a response. */
public enum RequestedForm {
    /** A whole response. */
    JSON,
    /** A stream. */
    STREAM;

    /** Returns the form in lower case, such as {@code json}. */
    public String word() {
        return Words.of(this);
    }
}
