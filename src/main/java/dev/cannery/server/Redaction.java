package dev.cannery.server;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Blots out what must never be kept: keys, tokens and cookies. */
final class Redaction {
    static final String BLOT = "[redacted]";

    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "set-cookie", "x-cannery-token");
    private static final Pattern SECRET_PARAMETERS =
            Pattern.compile("([?&](?:api[-_]?key|key|access_token|token)=)[^&#]*", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static boolean isSecret(String header) {
        return SECRET_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    static HttpFields headers(HttpFields sent) {
        HttpFields.Mutable kept = HttpFields.build();
        for (HttpField field : sent) {
            kept.add(SECRET_HEADERS.contains(field.getLowerCaseName()) ? new HttpField(field.getName(), BLOT) : field);
        }
        return kept.asImmutable();
    }

    static String url(String url) {
        return url.indexOf('?') < 0 ? url : SECRET_PARAMETERS.matcher(url).replaceAll("$1" + BLOT);
    }
}
