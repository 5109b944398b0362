package dev.cannery.response;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer ready to be sent.
 *
 * @param status the HTTP status
 * @param headers the headers in the order in which they are sent, names in lower case, {@code content-type} included
 * @param body what follows
 * @param delay how long the headers are held back; frames count from the request all the same
 */
public record RenderedResponse(int status, Map<String, String> headers, Body body, Duration delay) {
    public RenderedResponse {
        // Not Map.copyOf, which forgets the order.
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * The same answer with one header more, or with another value of it.
     *
     * @param name the header's name in lower case
     */
    public RenderedResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RenderedResponse(status, more, body, delay);
    }
}
