package dev.cannery.internal.chat;

import java.util.List;

/** The headers whose values are never shown, stored or sent back: keys, tokens and cookies. */
public final class SecretHeaders {
    /** What stands in place of a secret. */
    public static final String BLOT = "[redacted]";

    private static final List<String> SCHEMES =
            List.of("bearer ", "basic ", "digest ", "negotiate ", "ntlm ", "token ", "apikey ", "aws4-hmac-sha256 ");

    private SecretHeaders() {}

    /** Whether the header of this name holds a secret. */
    public static boolean contain(String name) {
        return SecretNames.isHeader(name);
    }

    /** Whether this header holds a secret, by its name or by its value. */
    public static boolean contain(String name, String value) {
        return contain(name) || isCredential(value);
    }

    /** Whether a value is what proves who sends it, whatever the header's name. */
    public static boolean isCredential(String value) {
        String text = value.stripLeading();
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return SecretText.beginsLikeKey(text);
    }
}
