package dev.cannery.internal.server.journal;

import dev.cannery.internal.wire.Secrets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Redacts the headers of a request as Jetty holds them. */
public final class Redaction {
    /** The secret headers among those that Jetty knows by name, which are most headers of a request. */
    private static final Set<HttpHeader> SECRET_HEADERS = Arrays.stream(HttpHeader.values())
            .filter(header -> Secrets.isHeader(header.asString()))
            .collect(Collectors.toUnmodifiableSet());

    private Redaction() {}

    public static HttpFields headers(HttpFields sent) {
        HttpFields.Mutable shown = HttpFields.build();
        for (HttpField field : sent) {
            shown.add(isSecret(field) ? new HttpField(field.getName(), Secrets.REDACTED) : field);
        }
        return shown.asImmutable();
    }

    private static boolean isSecret(HttpField field) {
        HttpHeader known = field.getHeader();
        boolean isNamed = known == null ? Secrets.isHeader(field.getName()) : SECRET_HEADERS.contains(known);
        return isNamed || (field.getValue() != null && Secrets.isCredential(field.getValue()));
    }
}
