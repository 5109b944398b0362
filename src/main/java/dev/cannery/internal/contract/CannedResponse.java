package dev.cannery.internal.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the mock answers. It says nothing of JSON or SSE: the request's {@code stream} chooses the form. */
public sealed interface CannedResponse permits CannedCompletion, CannedTemplate, CannedError, CannedBody, CannedFault {
    /** How long the first byte is held back. */
    Delay delay();

    /**
     * The beginning of an HTTP answer.
     *
     * @param status the status
     * @param headers headers beside those that an answer has anyhow, or instead of them, by their names in lower case
     */
    record Head(int status, Map<String, String> headers) {
        /** Status 200 and no header beside the usual ones. */
        public static final Head OK = new Head(200, Map.of());

        public Head {
            Map<String, String> byName = new LinkedHashMap<>();
            headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
            // not Map.copyOf, which forgets the order
            headers = Collections.unmodifiableMap(byName);
        }
    }
}
