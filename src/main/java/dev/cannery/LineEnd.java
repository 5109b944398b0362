package dev.cannery;

import java.util.Locale;

/** What ends a line of a stream. All are valid in server-sent events; live APIs use {@link #LF}. */
public enum LineEnd {
    /** A line feed. */
    LF,
    /** A carriage return and a line feed. */
    CRLF,
    /** A carriage return. */
    CR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
