package dev.cannery.internal.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the query of a URL. */
public final class QueryText {
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private QueryText() {}

    /**
     * Returns the parameters of a query by name, both decoded, in the order in which they were sent. Several values of one name are
     * joined by a comma and a space. Invalid escapes are kept unchanged.
     *
     * @param query the query without its question mark; null or empty for none
     */
    public static Map<String, String> parse(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parseAll(query).forEach((name, values) -> parameters.put(name, String.join(", ", values)));
        return parameters;
    }

    /**
     * Returns the parameters of a query or a form like {@link #parse}, with separate values.
     *
     * @param query the query without its question mark
     */
    public static Map<String, List<String>> parseAll(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", 0)) {
            int end = pair.indexOf('=');
            String name = decoded(end < 0 ? pair : pair.substring(0, end));
            String value = end < 0 ? "" : decoded(pair.substring(end + 1));
            if (!pair.isEmpty()) {
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    /**
     * Returns a URL whose query every decoder accepts, including those that reject invalid escapes; they decode it to what was sent.
     *
     * @param address a path with or without a query, or an absolute URL
     */
    public static String escapeStrayPercents(String address) {
        int query = address.indexOf('?');
        return query < 0
                ? address
                : address.substring(0, query)
                        + STRAY_PERCENT.matcher(address.substring(query)).replaceAll("%25");
    }

    /** Returns a name or a value of a query without its escapes; as it is if one of them is broken. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
