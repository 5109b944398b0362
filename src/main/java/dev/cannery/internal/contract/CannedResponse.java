package dev.cannery.internal.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A canned response. It is independent of JSON or SSE: the request's {@code stream} decides the form. */
public sealed interface CannedResponse permits CannedCompletion, CannedTemplate, CannedError, CannedBody, CannedFault {
    /** Returns how long the first byte is delayed. */
    Delay delay();

    /**
     * The head of an HTTP response.
     *
     * @param status the status
     * @param headers headers that are added or override the usual ones, with names in lower case
     */
    record Head(int status, Map<String, String> headers) {
        /** Status 200 without additional headers. */
        public static final Head OK = new Head(200, Map.of());

        public Head {
            Map<String, String> byName = new LinkedHashMap<>();
            headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
            // not Map.copyOf, which loses the order
            headers = Collections.unmodifiableMap(byName);
        }
    }
}
