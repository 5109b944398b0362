package dev.cannery.internal.cli;

/** A usage error: the program prints one line and exits with code 2. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
