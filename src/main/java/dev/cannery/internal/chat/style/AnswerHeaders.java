package dev.cannery.internal.chat.style;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a provider's responses.
 *
 * @param types the content types of responses; those of errors are part of their layout
 * @param always the headers of every response
 * @param account the headers of responses for a known account: completions, and errors whose layout includes them
 * @param processing the header with the processing time in milliseconds, null for none
 * @param resets the format of times in rate limit headers
 */
public record AnswerHeaders(
        ContentTypes types,
        Group always,
        Group account,
        @Nullable String processing,
        ResetForm resets) {
    /**
     * The content types of successful responses.
     *
     * @param whole that of a whole response
     * @param stream that of a stream
     */
    public record ContentTypes(String whole, String stream) {
        /** Those of OpenAI. */
        public static final ContentTypes USUAL =
                new ContentTypes("application/json", "text/event-stream; charset=utf-8");
    }

    /** The format of the times in {@code x-ratelimit-reset-…}. */
    public enum ResetForm {
        /** Such as {@code 12ms}, {@code 54s} or {@code 1m30s}. */
        DURATION,
        /** A number of milliseconds. */
        MILLIS
    }

    /**
     * A group of headers.
     *
     * @param constant those with the same value in every response
     * @param ids those that carry an id of the request
     */
    public record Group(Map<String, String> constant, Map<String, IdForm> ids) {
        /** No headers. */
        public static final Group NONE = new Group(Map.of(), Map.of());

        public Group {
            constant = Collections.unmodifiableMap(new LinkedHashMap<>(constant));
            ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
        }

        /** Creates a group of these headers; a value may be a placeholder for an id. */
        public static Group of(Map<String, String> headers) {
            Map<String, String> constant = new LinkedHashMap<>(headers);
            Map<String, IdForm> ids = new LinkedHashMap<>();
            headers.forEach((name, value) -> IdForm.of(value).ifPresent(form -> ids.put(name, form)));
            constant.keySet().removeAll(ids.keySet());
            return new Group(constant, ids);
        }
    }
}
