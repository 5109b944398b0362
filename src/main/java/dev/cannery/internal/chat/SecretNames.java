package dev.cannery.internal.chat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of what is never shown, stored or sent back: of headers, of parameters in addresses and of fields in JSON. */
public final class SecretNames {
    private static final List<String> PARTS = List.of(
            "auth",
            "token",
            "secret",
            "signature",
            "jwt",
            "session",
            "cookie",
            "passw",
            "passphrase",
            "credential",
            "key");

    /** Words that hold one of these parts and name no secret. */
    private static final Pattern HARMLESS = Pattern.compile(
            "author|authors|authority|authenticate|tokens|tokeni[sz].*|keyword.*|keyboard.*|monkey|keep.*");

    /** Too short to be looked for inside of words. */
    private static final Set<String> WORDS = Set.of("sig", "code", "pwd", "pat", "bearer");

    /** In bodies a session, a signature or a key is mostly none of these. */
    private static final Pattern FIELD = Pattern.compile(
            ".*(?:passw(?:or)?d|passphrase|credential|secret|jwt|cookie|authorization|apikey|token).*|pwd|auth|bearer"
                    + "|(?:.*-)?(?:api|access|secret|private|subscription|signing|encryption|ssh|auth|master|account"
                    + "|license|service)-keys?");

    private static final Pattern HARMLESS_FIELD = Pattern.compile(".*tokens(?:-.*)?|tokeni[sz].*|.*-token-ids?");

    private SecretNames() {}

    /** Whether a header of this name holds a secret. */
    public static boolean isHeader(String name) {
        // No regular expression where it can be helped: each header of each request is asked about.
        String lower = name.toLowerCase(Locale.ROOT);
        for (String part : PARTS) {
            if (lower.contains(part)) {
                return !lower.startsWith("access-control-") && holdsSecretWord(lower);
            }
        }
        return false;
    }

    private static boolean holdsSecretWord(String name) {
        for (String word : name.split("[^a-z0-9]+", -1)) {
            if (PARTS.stream().anyMatch(word::contains)
                    && !HARMLESS.matcher(word).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a parameter of an address holds a secret; its name is decoded. */
    public static boolean isParameter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("metadata[") && (isHeader(lower) || WORDS.contains(lower));
    }

    /** Whether a field of a body holds a secret. */
    public static boolean isField(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_. ]", "-");
        return FIELD.matcher(words).matches() && !HARMLESS_FIELD.matcher(words).matches();
    }
}
