package dev.cannery.internal.server;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why a server could not start. */
public final class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
