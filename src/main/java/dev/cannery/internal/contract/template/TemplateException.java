package dev.cannery.internal.contract.template;

/** Says in one sentence why a text is no template, or why it cannot be filled in. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    /** What is wrong. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
