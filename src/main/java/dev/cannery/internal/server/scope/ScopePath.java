package dev.cannery.internal.server.scope;

import java.util.Optional;

/**
 * A path below the root of a scope, as {@code /scope/4f2a/v1/chat/completions}.
 *
 * @param id the scope's id
 * @param rest the path as it would be without scopes, as {@code /v1/chat/completions}
 */
public record ScopePath(String id, String rest) {
    private static final String ROOT = "/scope/";

    /** The parts of a path; empty for a path below no scope. */
    public static Optional<ScopePath> parse(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', ROOT.length());
        return end < 0
                ? Optional.of(new ScopePath(path.substring(ROOT.length()), "/"))
                : Optional.of(new ScopePath(path.substring(ROOT.length(), end), path.substring(end)));
    }

    /** The root of the paths of the scope with this id. */
    public static String rootOf(String id) {
        return ROOT + id;
    }
}
