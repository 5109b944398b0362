package dev.cannery.internal.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The only list of what is secret: names that indicate a secret, and formats of keys and credentials. */
final class SecretForms {
    private static final List<String> HEADER_PARTS = List.of(
            "auth",
            "token",
            "secret",
            "signature",
            "jwt",
            "session",
            "sessid",
            "cookie",
            "passw",
            "passphrase",
            "passcode",
            "pwd",
            "credential",
            "key");

    /** Words that indicate a secret in the name of a header or parameter, and are too short to be searched for inside others. */
    private static final Set<String> HEADER_WORDS = Set.of(
            "pass",
            "userpass",
            "dbpass",
            "pw",
            "psw",
            "pat",
            "pin",
            "psk",
            "otp",
            "totp",
            "creds",
            "cred",
            "bearer",
            "sig",
            "sign",
            "hmac",
            "sas",
            "sid",
            "saml",
            "csrf",
            "xsrf");

    /** Words that contain one of these parts but do not indicate a secret. */
    private static final Pattern HARMLESS_WORD = Pattern.compile(
            "author|authors|authority|authenticate|tokens|tokeni[sz].*|keyword.*|keyboard.*|monkey|keep.*");

    private static final String PASSWORD = "password|passwd|passphrase|passcode|pwd";

    /** Field names that indicate a secret. In bodies a session, a signature or a key is rarely a secret. */
    private static final Pattern FIELD = Pattern.compile(".*(?:" + PASSWORD
            + "|credential|secret|jwt|cookie|authorization|apikey|token).*|(?:.*-)?creds|auth|bearer|sas"
            + "|(?:(?:user|login|db|database|smtp|mail|ftp|ssh|admin|root|proxy|http|mysql|pg)-?)?pass"
            + "|(?:.*-)?(?:api|access|secret|private|subscription|signing|encryption|ssh|auth|master|account"
            + "|license|service)-keys?");

    private static final Pattern HARMLESS_FIELD =
            Pattern.compile(".*tokens(?:-.*)?|tokeni[sz].*|.*-token-ids?|.*token-(?:count|limit|budget|type|usage|id)");

    /** Parts of the names of fields that indicate a secret, one of which each has; they quickly exclude most names. */
    private static final List<String> FIELD_PARTS =
            List.of("pass", "pwd", "cred", "secret", "jwt", "cookie", "auth", "bearer", "key", "token", "sas");

    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_. ]");

    private static final List<String> SCHEMES =
            List.of("bearer ", "basic ", "digest ", "negotiate ", "ntlm ", "token ", "apikey ", "aws4-hmac-sha256 ");

    /** Prefixes of the keys of providers, code hosts and clouds, and what follows them. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("sk-", "[\\w-]{16,}"),
            Map.entry("rk-", "[\\w-]{16,}"),
            Map.entry("pk-", "[\\w-]{16,}"),
            Map.entry("csk-", "\\w{20,}"),
            Map.entry("sk_", "(?:live|test)_\\w{10,}"),
            Map.entry("rk_", "(?:live|test)_\\w{10,}"),
            Map.entry("gsk_", "\\w{20,}"),
            Map.entry("xai-", "\\w{20,}"),
            Map.entry("hf_", "\\w{20,}"),
            Map.entry("AIza", "[\\w-]{30,}"),
            Map.entry("ya29.", "[\\w-]{20,}"),
            Map.entry("GOCSPX-", "[\\w-]{20,}"),
            Map.entry("github_pat_", "\\w{20,}"),
            Map.entry("ghp_", "\\w{20,}"),
            Map.entry("gho_", "\\w{20,}"),
            Map.entry("ghu_", "\\w{20,}"),
            Map.entry("ghs_", "\\w{20,}"),
            Map.entry("ghr_", "\\w{20,}"),
            Map.entry("glpat-", "[\\w-]{16,}"),
            Map.entry("pplx-", "\\w{20,}"),
            Map.entry("r8_", "\\w{20,}"),
            Map.entry("nvapi-", "[\\w-]{20,}"),
            Map.entry("tgp_v1_", "[\\w-]{20,}"),
            Map.entry("fw_", "\\w{20,}"),
            Map.entry("tvly-", "[\\w-]{16,}"),
            Map.entry("lsv2_", "\\w{20,}"),
            Map.entry("dapi", "[a-f0-9]{32}"),
            Map.entry("AKIA", "[0-9A-Z]{16}\\b"),
            Map.entry("ASIA", "[0-9A-Z]{16}\\b"),
            Map.entry("xoxa-", "[\\w-]{10,}"),
            Map.entry("xoxb-", "[\\w-]{10,}"),
            Map.entry("xoxe-", "[\\w-]{10,}"),
            Map.entry("xoxo-", "[\\w-]{10,}"),
            Map.entry("xoxp-", "[\\w-]{10,}"),
            Map.entry("xoxr-", "[\\w-]{10,}"),
            Map.entry("xoxs-", "[\\w-]{10,}"),
            Map.entry("xapp-", "[\\w-]{10,}"),
            Map.entry("SG.", "[\\w-]{16,}\\.[\\w-]{16,}"),
            Map.entry("npm_", "\\w{30,}"),
            Map.entry("pypi-", "[\\w-]{20,}"),
            Map.entry("dop_v1_", "[a-f0-9]{40,}"),
            Map.entry("shpat_", "[a-f0-9]{20,}"),
            Map.entry("eyJ", "[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"));

    /** Secrets that are recognized without a name: keys, private keys, credentials, the user info of a URL. */
    static final List<Pattern> UNNAMED = List.of(
            Pattern.compile(KEYS.entrySet().stream()
                    .map(form -> Pattern.quote(form.getKey()) + form.getValue())
                    .collect(Collectors.joining("|", firstOfKeys() + "(?<![\\w-])(?:", ")"))),
            Pattern.compile(
                    "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)"),
            Pattern.compile("(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{16,}"),
            Pattern.compile("(?<=\\b[Bb]asic )(?=[A-Za-z+/]*[0-9=])[A-Za-z0-9+/=]{12,}"),
            Pattern.compile("(?<=://)[^/\\s:@]{0,200}:[^/\\s@]{1,200}(?=@)"));

    /** A name in a text, its separator, and the value; the name decides whether the value is secret. */
    static final List<Pattern> NAMED = List.of(
            Pattern.compile(
                    "(?=p)(\\b(" + PASSWORD
                            + ")\\\\*[\"']?\\s{0,9}[=:]\\s{0,9}\\\\*[\"']?)(?!\\[redacted)[^\\s\"'\\\\,;&}]+",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "((?<![\\w-])([\\w-]{1,64})\\\\*[\"']\\s{0,9}:\\s{0,9}\\\\*[\"'])(?!\\[redacted)[^\"'\\\\]+"),
            Pattern.compile("((?<![\\w-])([\\w-]{1,64})=[\"']?)(?!\\[redacted)[^\\s\"'&;,]+"));

    private static final Pattern KEY = UNNAMED.get(0);
    private static final List<String> KEY_STARTS = List.copyOf(KEYS.keySet());

    /** The first characters of keys, which quickly exclude most texts. */
    private static final Set<Character> KEY_FIRST =
            KEY_STARTS.stream().map(start -> start.charAt(0)).collect(Collectors.toUnmodifiableSet());

    private SecretForms() {}

    /** Returns a condition on the first character of a key, without which each place of a text would be tried with each form. */
    private static String firstOfKeys() {
        return KEYS.keySet().stream()
                .map(start -> start.substring(0, 1))
                .distinct()
                .collect(Collectors.joining("", "(?=[", "])"));
    }

    static boolean isHeader(String name) {
        // Avoids regular expressions: this is called for each header of each request.
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("access-control-")) {
            return false;
        }
        boolean hasPart = containsPart(lower);
        int start = 0;
        for (int at = 0; at <= lower.length(); at++) {
            if (at == lower.length() || !isLetterOrDigit(lower.charAt(at))) {
                String word = lower.substring(start, at);
                if (HEADER_WORDS.contains(word) || (hasPart && isSecretWord(word))) {
                    return true;
                }
                start = at + 1;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isSecretWord(String word) {
        return containsPart(word) && !HARMLESS_WORD.matcher(word).matches();
    }

    private static boolean containsPart(String text) {
        for (String part : HEADER_PARTS) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    static boolean isParameter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("metadata[") && (isHeader(lower) || lower.equals("code"));
    }

    static boolean isField(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (FIELD_PARTS.stream().noneMatch(lower::contains)) {
            return false;
        }
        String words = BETWEEN_WORDS
                .matcher(NEXT_WORD.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT))
                .replaceAll("-");
        return FIELD.matcher(words).matches() && !HARMLESS_FIELD.matcher(words).matches();
    }

    static boolean isCredential(String value) {
        String text = value.stripLeading();
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return beginsLikeKey(text);
    }

    private static boolean beginsLikeKey(String text) {
        if (text.isEmpty() || !KEY_FIRST.contains(text.charAt(0))) {
            return false;
        }
        for (String start : KEY_STARTS) {
            if (text.startsWith(start)) {
                return KEY.matcher(text).lookingAt();
            }
        }
        return false;
    }
}
