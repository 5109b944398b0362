package dev.cannery.internal.server.admin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The origins whose web pages may request chat completions. Programs send no {@code Origin} and are not affected.
 *
 * @param origins the allowed origins; {@code *} allows all
 */
public record Cors(List<String> origins) {
    /** Allows only pages of the server's own origin. */
    public static final Cors NONE = new Cors(List.of());

    private static final String ALL = "*";
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#\\s,]+|null");
    private static final String PRIVATE_NETWORK = "private-network";

    public Cors {
        origins = List.copyOf(origins);
    }

    public static Cors of(List<String> origins) {
        List<String> normal = origins.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String origin : normal) {
            if (!origin.equals(ALL) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("invalid origin '" + origin
                        + "'. Expected a scheme and host such as http://localhost:3000, without a path, or *");
            }
        }
        return new Cors(normal);
    }

    /** Returns why the request of a web page is rejected, in one sentence; empty if it is not rejected. */
    public Optional<String> refusal(Request request, AdminGuard guard) {
        String origin = originOf(request);
        if (origin.isEmpty() && HttpMethod.GET.is(request.getMethod())) {
            return guard.hostRefusal(request);
        }
        if (origin.isEmpty() || isListed(origin)) {
            return Optional.empty();
        }
        return guard.refusal(Request.getPathInContext(request), request)
                .map(refused ->
                        refused + " To allow pages of this origin, start the server with --cors " + origin + ".");
    }

    /** Adds the headers that allow the page to read the response. */
    public void permit(Request request, Response response) {
        String origin = originOf(request);
        if (isListed(origin)) {
            HttpFields.Mutable headers = response.getHeaders();
            headers.put("access-control-allow-origin", origins.contains(ALL) ? ALL : origin);
            headers.put("access-control-expose-headers", ALL);
            headers.put(HttpHeader.VARY, "Origin");
        }
    }

    /** Answers the preflight request with which a browser asks what the page may send. */
    public void permitAhead(Request request, Response response) {
        permit(request, response);
        HttpFields asked = request.getHeaders();
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ALLOW, "POST, OPTIONS");
        if (isListed(originOf(request))) {
            headers.put("access-control-allow-methods", "GET, POST, DELETE");
            HttpField wanted = asked.getField("access-control-request-headers");
            headers.put("access-control-allow-headers", wanted == null ? ALL : String.valueOf(wanted.getValue()));
            headers.put("access-control-max-age", "600");
            if (asked.contains("access-control-request-" + PRIVATE_NETWORK)) {
                headers.put("access-control-allow-" + PRIVATE_NETWORK, "true");
            }
        }
    }

    private boolean isListed(String origin) {
        return !origin.isEmpty() && (origins.contains(ALL) || origins.contains(origin));
    }

    private static String originOf(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin == null ? "" : origin.toLowerCase(Locale.ROOT);
    }
}
