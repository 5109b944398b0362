package dev.cannery.internal.contract.template;

/** Thrown when a template is invalid or cannot be filled in; the message is one sentence. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    /** Returns the problem as one sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
