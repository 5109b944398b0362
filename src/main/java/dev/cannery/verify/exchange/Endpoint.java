package dev.cannery.verify.exchange;

import dev.cannery.chat.SecretHeaders;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private static final Set<String> SECRET_PARAMETERS = Set.of("key", "sig", "signature", "auth");

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
        URI base = URI.create(baseUrl);
        boolean isHttp = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!isHttp || base.getHost() == null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a target is an address such as https://api.openai.com/v1, was '" + withoutUser(baseUrl) + "'");
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String whole = path.endsWith(PATH) ? path : path + PATH;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return new Endpoint(
                URI.create(base.getScheme() + "://" + base.getRawAuthority() + whole + query), headers, key);
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/@]*@", "//…@");
    }

    /** The address for people: values of its query that may be secrets are blotted out. */
    public String shownAddress() {
        String text = address.toString();
        int query = text.indexOf('?');
        if (query < 0) {
            return text;
        }
        String shown = Arrays.stream(text.substring(query + 1).split("&"))
                .map(Endpoint::shownParameter)
                .collect(Collectors.joining("&"));
        return text.substring(0, query + 1) + shown;
    }

    private static String shownParameter(String parameter) {
        String name = parameter.replaceFirst("=.*", "");
        boolean isSecret = SecretHeaders.contain(name) || SECRET_PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
        return isSecret ? name + "=" + SecretHeaders.BLOT : parameter;
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
