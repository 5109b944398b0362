package dev.cannery.internal.chat.style;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a provider sends with its answers, beside the content's type.
 *
 * @param always on every answer
 * @param account on answers that know the account: completions, and errors whose form says so
 * @param processing the header that tells for how many milliseconds the provider worked, null when none does
 * @param resets how the headers on rate limits say a time
 */
public record AnswerHeaders(
        Group always, Group account, @Nullable String processing, ResetForm resets) {
    /** How {@code x-ratelimit-reset-…} says a time. */
    public enum ResetForm {
        /** As {@code 12ms}, {@code 54s} or {@code 1m30s}. */
        DURATION,
        /** As a number of milliseconds. */
        MILLIS
    }

    /**
     * Headers that come together.
     *
     * @param constant those with the same value on every answer
     * @param ids those that carry an id of the request
     */
    public record Group(Map<String, String> constant, Map<String, IdForm> ids) {
        /** No headers. */
        public static final Group NONE = new Group(Map.of(), Map.of());

        public Group {
            constant = Collections.unmodifiableMap(new LinkedHashMap<>(constant));
            ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
        }

        /** The group of these headers, in which a value may stand for an id. */
        public static Group of(Map<String, String> headers) {
            Map<String, String> constant = new LinkedHashMap<>(headers);
            Map<String, IdForm> ids = new LinkedHashMap<>();
            headers.forEach((name, value) -> IdForm.of(value).ifPresent(form -> ids.put(name, form)));
            constant.keySet().removeAll(ids.keySet());
            return new Group(constant, ids);
        }
    }
}
