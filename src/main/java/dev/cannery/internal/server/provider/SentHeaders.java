package dev.cannery.internal.server.provider;

import org.jspecify.annotations.Nullable;

/** The headers of a request. */
@FunctionalInterface
public interface SentHeaders {
    /** Returns the value of a header, by its case-insensitive name; null if it was not sent. */
    @Nullable
    String value(String name);
}
