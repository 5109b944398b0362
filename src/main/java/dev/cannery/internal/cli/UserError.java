package dev.cannery.internal.cli;

/** A mistake of the user's, which the program says in a line and ends with exit code 2. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
