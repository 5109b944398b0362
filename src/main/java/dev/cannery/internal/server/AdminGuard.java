package dev.cannery.internal.server;

import dev.cannery.ServerStartException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages and strangers away from everything that is no chat completion: WireMock's admin API could otherwise be
 * made to plant a proxying stub, or to stop the server, by any page that the developer has open.
 */
final class AdminGuard {
    static final String ADMIN_ROOT = "/__admin";

    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1])(?::\\d+)?");
    private static final String BEARER = "bearer ";

    private final boolean onLoopback;
    private final @Nullable String token;

    private AdminGuard(boolean onLoopback, @Nullable String token) {
        this.onLoopback = onLoopback;
        this.token = token;
    }

    /**
     * The guard of a server.
     *
     * @throws ServerStartException when the server could be reached from elsewhere and there is no token
     */
    static AdminGuard of(BindAddress address, @Nullable String token) {
        if (!address.isLoopback() && token == null) {
            throw new ServerStartException(
                    "binding to " + address.host()
                            + " opens the admin API to the network; set an admin token (--admin-token, CANNERY_ADMIN_TOKEN or adminToken of the builder) or bind to 127.0.0.1",
                    null);
        }
        return new AdminGuard(address.isLoopback(), token);
    }

    /** Whether a path belongs to the admin API; the path as handlers see it, decoded and without dots. */
    static boolean isAdmin(String path) {
        return path.equals(ADMIN_ROOT) || path.startsWith(ADMIN_ROOT + "/");
    }

    /** Why the request is refused, in one sentence; empty when it is not. */
    Optional<String> refusal(String path, Request request) {
        HttpFields headers = request.getHeaders();
        String host = hostOf(request);
        Optional<String> wrongHost = hostRefusal(request);
        if (wrongHost.isPresent()) {
            return wrongHost;
        }
        String origin = lowerCase(headers.get(HttpHeader.ORIGIN));
        if (!origin.isEmpty() && !origin.equals((request.isSecure() ? "https://" : "http://") + host)) {
            return Optional.of(
                    "Requests of web pages from another origin are refused here, Origin was '" + origin + "'.");
        }
        if (token != null && isAdmin(path) && !holdsToken(headers, token)) {
            return Optional.of(
                    "The admin API needs the admin token, as 'Authorization: Bearer …' or 'x-cannery-token: …'.");
        }
        return Optional.empty();
    }

    /**
     * Why the request's Host is refused, in one sentence; empty when it is not. A page whose own name was made to lead here sends
     * no Origin when it reads.
     */
    Optional<String> hostRefusal(Request request) {
        String host = hostOf(request);
        return onLoopback && !LOOPBACK.matcher(host).matches()
                ? Optional.of("Host must be a loopback name or address here, was '" + host + "'.")
                : Optional.empty();
    }

    private static String hostOf(Request request) {
        String sent = request.getHeaders().get(HttpHeader.HOST);
        return lowerCase(sent == null ? request.getHttpURI().getAuthority() : sent);
    }

    private static boolean holdsToken(HttpFields headers, String token) {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return isToken(authorization.substring(BEARER.length()), token);
        }
        String own = headers.get("x-cannery-token");
        return own != null && isToken(own, token);
    }

    /** Takes the same time whatever the guess. */
    private static boolean isToken(String guess, String token) {
        return MessageDigest.isEqual(guess.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String lowerCase(@Nullable String value) {
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
