package dev.cannery;

import org.jspecify.annotations.Nullable;

/** Thrown when a server cannot start; the message states the reason in one sentence. */
public final class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception; for {@link MockChatServer}. */
    public ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
