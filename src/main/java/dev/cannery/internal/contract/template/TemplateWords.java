package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import org.jspecify.annotations.Nullable;

/** Converts exceptions of the template library to one-line messages. */
final class TemplateWords {
    private TemplateWords() {}

    static String ofSyntax(HandlebarsException fault) {
        HandlebarsError error = fault.getError();
        return error == null
                ? "invalid template: " + firstLine(fault.getMessage())
                : "invalid template: " + reason(error) + " at line " + error.line + ", column " + (error.column + 1);
    }

    /** Returns the exception of one of our helpers, or the library's message. */
    static TemplateException ofRendering(HandlebarsException fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateException own) {
                return own;
            }
        }
        HandlebarsError error = fault.getError();
        return new TemplateException("the template cannot be filled in: "
                + (error == null ? firstLine(fault.getMessage()) : reason(error) + " at line " + error.line));
    }

    private static String reason(HandlebarsError error) {
        return firstLine(error.reason);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("").strip();
    }
}
