package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error of a provider that a contract can name.
 *
 * @param name the name
 * @param error its contents; the message may contain {@code {model}}, {@code {method}} and {@code {path}} of the request
 * @param more members of the error object that are added or override the usual ones
 * @param headers headers that the provider sends with it
 * @param sentStatus the status of the response, where it is not the error's own; 0 otherwise
 */
public record NamedError(String name, ApiError error, ObjectNode more, Map<String, String> headers, int sentStatus) {
    public NamedError {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
