package dev.cannery.internal.verify.result;

import java.util.Locale;

/** How an answer is asked for. */
public enum RequestedForm {
    /** Whole. */
    JSON,
    /** In pieces. */
    STREAM;

    /** The word for people, as {@code json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
