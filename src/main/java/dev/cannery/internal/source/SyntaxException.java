package dev.cannery.internal.source;

/** Thrown when a text is not valid YAML or JSON; the message is one line. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceLocation at;

    SyntaxException(SourceLocation at, String message) {
        super(message);
        this.at = at;
    }

    SourceLocation at() {
        return at;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
