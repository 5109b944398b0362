package dev.cannery.internal.server.scope;

import java.util.Optional;

/**
 * A path with the prefix of a scope, such as {@code /scope/4f2a/v1/chat/completions}.
 *
 * @param id the scope's id
 * @param rest the path without the prefix, such as {@code /v1/chat/completions}
 */
public record ScopePath(String id, String rest) {
    private static final String ROOT = "/scope/";

    /** Parses a path; empty if it has no scope's prefix. */
    public static Optional<ScopePath> parse(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', ROOT.length());
        return end < 0
                ? Optional.of(new ScopePath(path.substring(ROOT.length()), "/"))
                : Optional.of(new ScopePath(path.substring(ROOT.length(), end), path.substring(end)));
    }

    /** Returns the path prefix of the scope with this id. */
    public static String rootOf(String id) {
        return ROOT + id;
    }
}
