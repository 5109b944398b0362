package dev.cannery.internal.server.provider;

import org.jspecify.annotations.Nullable;

/** The headers of a request. */
@FunctionalInterface
public interface SentHeaders {
    /** The header of that name, without regard to case; null when it was not sent. */
    @Nullable
    String value(String name);
}
