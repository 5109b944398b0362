package dev.cannery.internal.target;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a chat-completions API, with headers and the caller's key.
 *
 * @param address the full URL, such as {@code https://api.openai.com/v1/chat/completions}
 * @param headers headers of every request, by lower-case name
 * @param key the caller's key, or null to send none
 */
public record Endpoint(
        URI address, Map<String, String> headers, @Nullable ApiKey key) {
    private static final String PATH = ChatEndpoint.CHAT_COMPLETIONS.path();
    private static final Pattern OF_DEPLOYMENT = Pattern.compile("/deployments/[^/]+(?=" + PATH + "$)");
    private static final Pattern PORT = Pattern.compile("(?<=:)[^:\\]]*$");
    private static final int LAST_PORT = 65_535;
    private static final int SHORTEST_SECRET = 4;

    public Endpoint {
        Map<String, String> byName = new TreeMap<>();
        headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(byName);
    }

    /**
     * Returns the endpoint below a base URL such as {@code https://host/v1}. A query is preserved.
     *
     * @throws IllegalArgumentException if it is not an http or https URL
     */
    public static Endpoint of(String baseUrl, Map<String, String> headers, @Nullable ApiKey key) {
        URI base = parsed(baseUrl);
        boolean isHttp = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!isHttp || base.getRawUserInfo() != null || base.getRawFragment() != null) {
            throw noAddress(baseUrl);
        }
        checkPort(baseUrl, base.getRawAuthority());
        if (base.getHost() == null) {
            throw noAddress(baseUrl);
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String whole = path.replaceFirst("(" + PATH + "|" + ChatEndpoint.RESPONSES.path() + ")$", "") + PATH;
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

    /** Rejects a port that is no port, to which Java would connect at the scheme's usual port or not at all. */
    private static void checkPort(String url, @Nullable String authority) {
        Matcher port = PORT.matcher(authority == null ? "" : authority);
        if (port.find()) {
            boolean isPort = port.group().matches("\\d{1,5}")
                    && Integer.parseInt(port.group()) >= 1
                    && Integer.parseInt(port.group()) <= LAST_PORT;
            if (!isPort) {
                throw new IllegalArgumentException("the port of a target must be a number from 1 to " + LAST_PORT
                        + ", was '" + port.group() + "' in '" + Secrets.redactAddress(url) + "'");
            }
        }
    }

    private static IllegalArgumentException noAddress(String url) {
        return new IllegalArgumentException(
                "a target must be a URL such as https://api.openai.com/v1, was '" + Secrets.redactAddress(url) + "'");
    }

    /** Returns the endpoint at which models of the same provider answer in another way. */
    public Endpoint at(ChatEndpoint other) {
        return at(other.path());
    }

    /**
     * Returns another endpoint of the same provider. A deployment, which only chat completions have in their path, is left out.
     *
     * @param below the path below the base URL, encoded, such as {@code /models}
     */
    public Endpoint at(String below) {
        if (below.equals(PATH)) {
            return this;
        }
        String path = OF_DEPLOYMENT.matcher(address.getRawPath()).replaceFirst("");
        String own = path.substring(0, path.length() - PATH.length()) + below;
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Endpoint(
                URI.create(address.getScheme() + "://" + address.getRawAuthority() + own + query), headers, key);
    }

    /** Returns the URL without secrets. */
    public String shownAddress() {
        return Secrets.redactAddress(address.toString());
    }

    /** Returns the URLs of these endpoints of the same provider without secrets, such as {@code URL and URL}. */
    public String shownAddresses(Collection<ChatEndpoint> endpoints) {
        return endpoints.stream().map(endpoint -> at(endpoint).shownAddress()).collect(Collectors.joining(" and "));
    }

    /** Returns the values to redact if the provider sends them back: the key, and those of secret parameters. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(Secrets.valuesIn(address.toString()));
        secrets.removeIf(value -> value.length() < SHORTEST_SECRET);
        if (key != null) {
            secrets.add(key.value());
        }
        return secrets;
    }

    /** Returns this endpoint with these query parameters, replacing those of the same name. The arguments are not encoded. */
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

    /** Returns this endpoint with another key. */
    public Endpoint withKey(@Nullable ApiKey other) {
        return new Endpoint(address, headers, other);
    }

    /**
     * An API key. Its value is never shown.
     *
     * @param name the name of the environment variable that holds it
     * @param header the header that carries it; in {@code authorization} it is a bearer token
     * @param value the key itself
     */
    public record ApiKey(String name, String header, String value) {
        /** Returns the header's value for this key. */
        public String headerValue(String text) {
            return header.equalsIgnoreCase("authorization") ? "Bearer " + text : text;
        }

        @Override
        public String toString() {
            return "$" + name;
        }
    }
}
