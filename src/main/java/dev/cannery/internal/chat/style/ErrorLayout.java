package dev.cannery.internal.chat.style;

import java.util.Map;

/**
 * The layout of the body and headers of errors with one status.
 *
 * @param contentType the value of the {@code content-type} header
 * @param indent the number of spaces by which the body is indented, 0 for one line
 * @param endsWithNewline whether the body ends with a line feed
 * @param htmlEscaped whether {@code <}, {@code >} and {@code &} are written as JSON escapes of six characters
 * @param sentStatus the status of the response, where it is not the error's own; 0 otherwise
 * @param headers the headers
 */
public record ErrorLayout(
        String contentType, int indent, boolean endsWithNewline, boolean htmlEscaped, int sentStatus, Headers headers) {

    /**
     * The headers of errors with one status.
     *
     * @param account whether those on the account are there: organisation, processing time, rate limits
     * @param limits whether the rate limits are among those on the account
     * @param processing whether the processing time is there without the account
     * @param own headers that other responses do not have
     */
    public record Headers(boolean account, boolean limits, boolean processing, Map<String, String> own) {
        /** Keeps its own copy of the map. */
        public Headers {
            own = Map.copyOf(own);
        }
    }
}
