package dev.cannery.internal.server.journal;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes charsets unknown to the JVM from content types, because WireMock throws on them: each time it matches a
 * request, and each time it lists the journal.
 */
public final class KnownCharset {
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=([^;]*)", Pattern.CASE_INSENSITIVE);

    private KnownCharset() {}

    /** Returns the value of a header, without a charset that the JVM does not know. */
    public static String in(String header, String value) {
        if (!header.equalsIgnoreCase("content-type") || !value.contains(";")) {
            return value;
        }
        Matcher charset = CHARSET.matcher(value);
        return charset.find() && !isKnown(charset.group(1).replace("\"", "").strip()) ? charset.replaceAll("") : value;
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
