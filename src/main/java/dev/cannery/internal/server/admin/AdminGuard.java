package dev.cannery.internal.server.admin;

import dev.cannery.ServerStartException;
import dev.cannery.internal.server.host.BindAddress;
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
 * Protects everything except chat completions from web pages and remote callers. Without it, any page open in the
 * developer's browser could use WireMock's admin API to add a proxying stub or to stop the server.
 */
public final class AdminGuard {
    public static final String ADMIN_ROOT = "/__admin";

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
     * Returns the guard of a server.
     *
     * @throws ServerStartException if other machines can reach the server and there is no token
     */
    public static AdminGuard of(BindAddress address, @Nullable String token) {
        if (!address.isLoopback() && token == null) {
            throw new ServerStartException(
                    "binding to " + address.host()
                            + " opens the admin API to the network; set an admin token (--admin-token, CANNERY_ADMIN_TOKEN or adminToken of the builder) or bind to 127.0.0.1",
                    null);
        }
        return new AdminGuard(address.isLoopback(), token);
    }

    /** Whether a path, decoded and normalised, belongs to the admin API. */
    public static boolean isAdmin(String path) {
        return path.equals(ADMIN_ROOT) || path.startsWith(ADMIN_ROOT + "/");
    }

    /** Returns why the request is rejected, in one sentence; empty if it is not rejected. */
    public Optional<String> refusal(String path, Request request) {
        HttpFields headers = request.getHeaders();
        String host = hostOf(request);
        Optional<String> wrongHost = hostRefusal(request);
        if (wrongHost.isPresent()) {
            return wrongHost;
        }
        String origin = lowerCase(headers.get(HttpHeader.ORIGIN));
        if (!origin.isEmpty() && !origin.equals((request.isSecure() ? "https://" : "http://") + host)) {
            return Optional.of(
                    "Requests from web pages of another origin are rejected here. Origin was '" + origin + "'.");
        }
        if (token != null && isAdmin(path) && !holdsToken(headers, token)) {
            return Optional.of(
                    "The admin API requires the admin token, as 'Authorization: Bearer …' or 'x-cannery-token: …'.");
        }
        return Optional.empty();
    }

    /**
     * Returns why the request's Host is rejected, in one sentence; empty if it is not rejected. This check stops DNS
     * rebinding: a page whose own host name was made to resolve to this machine sends no Origin with a GET.
     */
    public Optional<String> hostRefusal(Request request) {
        String host = hostOf(request);
        return onLoopback && !LOOPBACK.matcher(host).matches()
                ? Optional.of("Host must be a loopback name or address here; it was '" + host + "'.")
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

    /** Compares in constant time. */
    private static boolean isToken(String guess, String token) {
        return MessageDigest.isEqual(guess.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String lowerCase(@Nullable String value) {
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
