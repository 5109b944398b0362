package dev.cannery.chat;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headers whose values are never shown, stored or sent back: keys, tokens and cookies. */
public final class SecretHeaders {
    /** What stands in place of a secret. */
    public static final String BLOT = "[redacted]";

    private static final Set<String> NAMES = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
    private static final List<String> PARTS = List.of("apikey", "api-key", "token", "secret", "password");

    private SecretHeaders() {}

    /** Whether the header of this name holds a secret. */
    public static boolean contain(String name) {
        // No regular expression: each header of each request is asked about.
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || lower.endsWith("-key") || PARTS.stream().anyMatch(lower::contains);
    }
}
