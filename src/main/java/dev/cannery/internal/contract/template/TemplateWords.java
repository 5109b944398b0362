package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import org.jspecify.annotations.Nullable;

/** What an exception of the template library means, in one line and without its stack of templates. */
final class TemplateWords {
    private TemplateWords() {}

    static String ofSyntax(HandlebarsException fault) {
        HandlebarsError error = fault.getError();
        return error == null
                ? "this is no template: " + firstLine(fault.getMessage())
                : "this is no template: " + reason(error) + " in its line " + error.line + ", column "
                        + (error.column + 1);
    }

    /** The fault that one of our own helpers found, or what the library says. */
    static TemplateException ofRendering(HandlebarsException fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateException own) {
                return own;
            }
        }
        HandlebarsError error = fault.getError();
        return new TemplateException("the template cannot be filled in: "
                + (error == null ? firstLine(fault.getMessage()) : reason(error) + " in its line " + error.line));
    }

    private static String reason(HandlebarsError error) {
        return firstLine(error.reason);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("").strip();
    }
}
