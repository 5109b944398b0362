package dev.cannery.server;

import dev.cannery.chat.SecretHeaders;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Blots out what must never be kept: keys, tokens and cookies. */
final class Redaction {
    static final String BLOT = SecretHeaders.BLOT;

    /** Those of the headers that have a name of their own in Jetty, which most of a request have. */
    private static final Set<HttpHeader> SECRET_HEADERS = Arrays.stream(HttpHeader.values())
            .filter(header -> SecretHeaders.contain(header.asString()))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern SECRET_PARAMETERS = Pattern.compile(
            "([?&](?:[^=&#]*key|[^=&#]*(?:token|secret|passw|credential|signature)[^=&#]*|auth|sig|code)=)[^&#]*",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static boolean isSecret(String header) {
        return SecretHeaders.contain(header);
    }

    static HttpFields headers(HttpFields sent) {
        HttpFields.Mutable kept = HttpFields.build();
        for (HttpField field : sent) {
            kept.add(isSecret(field) ? new HttpField(field.getName(), BLOT) : field);
        }
        return kept.asImmutable();
    }

    private static boolean isSecret(HttpField field) {
        HttpHeader known = field.getHeader();
        return known == null ? isSecret(field.getName()) : SECRET_HEADERS.contains(known);
    }

    static String url(String url) {
        return url.indexOf('?') < 0 ? url : SECRET_PARAMETERS.matcher(url).replaceAll("$1" + BLOT);
    }
}
