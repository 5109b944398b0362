package dev.cannery.internal.cli;

import dev.cannery.internal.server.Upstream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The requests that are sent to the provider, in the words of the command line. */
enum RecordMode {
    all(Upstream.Mode.ALL),
    missing(Upstream.Mode.MISSING),
    none(Upstream.Mode.NONE);

    private final Upstream.Mode mode;

    RecordMode(Upstream.Mode mode) {
        this.mode = mode;
    }

    Upstream.Mode mode() {
        return mode;
    }

    /**
     * Returns the mode that a user chose. Without a choice, a CI server asks no provider.
     *
     * @param environment returns the value of an environment variable, or null if it is not set
     */
    static Upstream.Mode of(@Nullable RecordMode chosen, UnaryOperator<@Nullable String> environment) {
        if (chosen != null) {
            return chosen.mode;
        }
        return "true".equalsIgnoreCase(environment.apply("CI")) ? Upstream.Mode.NONE : Upstream.Mode.ALL;
    }
}
