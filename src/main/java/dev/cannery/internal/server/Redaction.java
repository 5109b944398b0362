package dev.cannery.internal.server;

import dev.cannery.internal.chat.SecretHeaders;
import dev.cannery.internal.chat.SecretNames;
import dev.cannery.internal.chat.SecretText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Blots out what must never be kept of a request's head: keys, tokens and cookies. */
final class Redaction {
    static final String BLOT = SecretHeaders.BLOT;

    /** Those of the headers that have a name of their own in Jetty, which most of a request have. */
    private static final Set<HttpHeader> SECRET_HEADERS = Arrays.stream(HttpHeader.values())
            .filter(header -> SecretHeaders.contain(header.asString()))
            .collect(Collectors.toUnmodifiableSet());

    private static final int SHORTEST = 30;

    private Redaction() {}

    static boolean isSecret(String header, String value) {
        return SecretHeaders.contain(header, value);
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
        boolean isNamed = known == null ? SecretHeaders.contain(field.getName()) : SECRET_HEADERS.contains(known);
        return isNamed || (field.getValue() != null && SecretHeaders.isCredential(field.getValue()));
    }

    /** The address without the values of secret parameters, and without what looks like a key anywhere in it. */
    static String url(String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            // the usual paths are shorter than any key in them would be
            return url.length() < SHORTEST ? url : SecretText.blotted(url);
        }
        String parameters = Arrays.stream(url.substring(query + 1).split("&", -1))
                .map(Redaction::parameter)
                .collect(Collectors.joining("&"));
        return SecretText.blotted(url.substring(0, query)) + "?" + parameters;
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return SecretText.blotted(parameter);
        }
        String name = parameter.substring(0, equals);
        String value = parameter.substring(equals + 1);
        boolean isSecret = SecretNames.isParameter(decoded(name)) || SecretHeaders.isCredential(decoded(value));
        return name + "=" + (isSecret ? BLOT : SecretText.blotted(value));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
