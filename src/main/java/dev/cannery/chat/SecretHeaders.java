package dev.cannery.chat;

import java.util.regex.Pattern;

/** The headers whose values are never shown, stored or sent back: keys, tokens and cookies. */
public final class SecretHeaders {
    /** What stands in place of a secret. */
    public static final String BLOT = "[redacted]";

    private static final Pattern NAMES = Pattern.compile(
            "(proxy-)?authorization|(set-)?cookie|.*(api-?key|token|secret|password).*|.*-key",
            Pattern.CASE_INSENSITIVE);

    private SecretHeaders() {}

    /** Whether the header of this name holds a secret. */
    public static boolean contain(String name) {
        return NAMES.matcher(name).matches();
    }
}
