package dev.cannery.internal.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the query of an address. */
public final class QueryText {
    private QueryText() {}

    /**
     * Returns the parameters of a query by their names, both decoded, in the order in which they were sent. Several values of
     * one name are joined by a comma and a space. An escape that is broken stays as it is.
     *
     * @param query the query without its question mark; null or empty for none
     */
    public static Map<String, String> parse(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", 0)) {
            int end = pair.indexOf('=');
            String name = decoded(end < 0 ? pair : pair.substring(0, end));
            String value = end < 0 ? "" : decoded(pair.substring(end + 1));
            if (!pair.isEmpty()) {
                parameters.merge(name, value, (first, next) -> first + ", " + next);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
