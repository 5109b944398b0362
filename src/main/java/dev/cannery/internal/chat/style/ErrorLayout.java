package dev.cannery.internal.chat.style;

/**
 * The layout of the body and headers of errors with one status.
 *
 * @param contentType the value of the {@code content-type} header
 * @param indent the number of spaces by which the body is indented, 0 for one line
 * @param endsWithNewline whether the body ends with a line feed
 * @param htmlEscaped whether {@code <}, {@code >} and {@code &} are written as JSON escapes of six characters
 * @param accountHeaders whether the headers on the account are there: organisation, processing time, rate limits
 * @param sentStatus the status of the response, where it is not the error's own; 0 otherwise
 * @param varyOrigin whether a {@code vary: Origin} header is there
 */
public record ErrorLayout(
        String contentType,
        int indent,
        boolean endsWithNewline,
        boolean htmlEscaped,
        boolean accountHeaders,
        int sentStatus,
        boolean varyOrigin) {}
