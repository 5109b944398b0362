package dev.cannery.internal.source;

/** Says, in one line, where and why a text is no YAML or JSON. */
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
