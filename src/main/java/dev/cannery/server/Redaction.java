package dev.cannery.server;

import dev.cannery.chat.SecretHeaders;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Blots out what must never be kept: keys, tokens and cookies. */
final class Redaction {
    static final String BLOT = SecretHeaders.BLOT;

    private static final Pattern SECRET_PARAMETERS =
            Pattern.compile("([?&](?:[^=&#]*key|[^=&#]*token|sig|code|secret)=)[^&#]*", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static boolean isSecret(String header) {
        return SecretHeaders.contain(header);
    }

    static HttpFields headers(HttpFields sent) {
        HttpFields.Mutable kept = HttpFields.build();
        for (HttpField field : sent) {
            kept.add(SecretHeaders.contain(field.getName()) ? new HttpField(field.getName(), BLOT) : field);
        }
        return kept.asImmutable();
    }

    static String url(String url) {
        return url.indexOf('?') < 0 ? url : SECRET_PARAMETERS.matcher(url).replaceAll("$1" + BLOT);
    }
}
