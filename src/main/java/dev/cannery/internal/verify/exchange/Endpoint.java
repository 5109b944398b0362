package dev.cannery.internal.verify.exchange;

import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where chat completions are asked for, and by whom.
 *
 * @param address the whole address, as {@code https://api.openai.com/v1/chat/completions}
 * @param headers headers of every request, by their names in lower case
 * @param key the caller's key, null to send none
 */
public record Endpoint(
        URI address, Map<String, String> headers, @Nullable ApiKey key) {
    private static final String PATH = "/chat/completions";
    private static final int SHORTEST_SECRET = 4;

    public Endpoint {
        Map<String, String> byName = new TreeMap<>();
        headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(byName);
    }

    /**
     * The endpoint below a base address, as clients are given it: {@code https://host/v1}; a query stays.
     *
     * @throws IllegalArgumentException when it is no address of http or https
     */
    public static Endpoint of(String baseUrl, Map<String, String> headers, @Nullable ApiKey key) {
        URI base = parsed(baseUrl);
        boolean isHttp = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!isHttp || base.getHost() == null || base.getRawUserInfo() != null) {
            throw noAddress(baseUrl);
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String whole = path.endsWith(PATH) ? path : path + PATH;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return new Endpoint(
                URI.create(base.getScheme() + "://" + base.getRawAuthority() + whole + query), headers, key);
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw noAddress(url);
        }
    }

    private static IllegalArgumentException noAddress(String url) {
        return new IllegalArgumentException(
                "a target is an address such as https://api.openai.com/v1, was '" + Secrets.redactAddress(url) + "'");
    }

    /** Returns the address without secrets. */
    public String shownAddress() {
        return Secrets.redactAddress(address.toString());
    }

    /** The values that a provider may send back and nobody should see: the key, and those of secret parameters. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(Secrets.valuesIn(address.toString()));
        secrets.removeIf(value -> value.length() < SHORTEST_SECRET);
        if (key != null) {
            secrets.add(key.value());
        }
        return secrets;
    }

    /** The same place with these parameters in its query, in place of any of the same names; they are not encoded yet. */
    public Endpoint withQuery(Map<String, String> parameters) {
        String query = address.getRawQuery();
        List<String> pairs = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!parameters.keySet().containsAll(QueryText.parse(pair).keySet())) {
                pairs.add(pair);
            }
        }
        parameters.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        String whole = address.toString().replaceFirst("\\?.*", "");
        return new Endpoint(URI.create(whole + "?" + String.join("&", pairs)), headers, key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same place for another caller. */
    public Endpoint withKey(@Nullable ApiKey other) {
        return new Endpoint(address, headers, other);
    }

    /**
     * A key that is never shown.
     *
     * @param name the name of the environment variable that holds it, for people
     * @param header the header that carries it; {@code authorization} carries it as a bearer token
     * @param value the key itself
     */
    public record ApiKey(String name, String header, String value) {
        /** What the header carries for a key of this text. */
        public String headerValue(String text) {
            return header.equalsIgnoreCase("authorization") ? "Bearer " + text : text;
        }

        @Override
        public String toString() {
            return "$" + name;
        }
    }
}
