package dev.cannery.internal.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Blots secrets out of bodies that are kept: the texts of fields named like a secret, and what looks like a key anywhere. */
public final class SecretText {
    /** How the keys of providers, code hosts and clouds begin, and what follows. */
    private static final Map<String, String> FORMS = Map.ofEntries(
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

    private static final Pattern KEYS = Pattern.compile(FORMS.entrySet().stream()
            .map(form -> Pattern.quote(form.getKey()) + form.getValue())
            .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")")));

    private static final String PASSWORD = "(?:password|passwd|pwd|passphrase)";
    private static final String SECRET =
            "[\\w-]*(?:secret|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|token|jwt|credentials?)";

    /** What follows in a text is a secret, up to where it ends. */
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile(
                    "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)"),
            Pattern.compile("(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{16,}"),
            Pattern.compile("(?<=\\b[Bb]asic )(?=[A-Za-z+/]*[0-9=])[A-Za-z0-9+/=]{12,}"),
            Pattern.compile("(?<=://)[^/\\s:@]{0,200}:[^/\\s@]{1,200}(?=@)"));

    /** The same, behind a name that stays. */
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile(
                    "(\\b" + PASSWORD + "\\\\*[\"']?\\s{0,9}[=:]\\s{0,9}\\\\*[\"']?)(?!\\[redacted)[^\\s\"'\\\\,;&}]+",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "((?<![\\w-])" + SECRET + "\\\\*[\"']\\s{0,9}:\\s{0,9}\\\\*[\"'])(?!\\[redacted)[^\"'\\\\]+",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "((?<![\\w-])" + SECRET + "=[\"']?)(?!\\[redacted)[^\\s\"'&;,]+", Pattern.CASE_INSENSITIVE));

    private static final List<String> STARTS = List.copyOf(FORMS.keySet());

    /** The characters that keys begin with: most texts are told apart by their first. */
    private static final Set<Character> FIRST =
            STARTS.stream().map(start -> start.charAt(0)).collect(Collectors.toUnmodifiableSet());

    private SecretText() {}

    /** Whether a text begins with what looks like a key. */
    static boolean beginsLikeKey(String text) {
        if (text.isEmpty() || !FIRST.contains(text.charAt(0))) {
            return false;
        }
        for (String start : STARTS) {
            if (text.startsWith(start)) {
                return KEYS.matcher(text).lookingAt();
            }
        }
        return false;
    }

    /** The text, each key in it blotted out. */
    public static String blotted(String text) {
        String clean = KEYS.matcher(text).replaceAll(SecretHeaders.BLOT);
        for (Pattern place : PLACES) {
            clean = place.matcher(clean).replaceAll(SecretHeaders.BLOT);
        }
        for (Pattern named : NAMED) {
            clean = named.matcher(clean).replaceAll("$1" + SecretHeaders.BLOT);
        }
        return clean;
    }

    /** A copy of the value without secrets; the value itself when there is none in it. */
    public static JsonNode blotted(JsonNode value) {
        return blotted(value, false);
    }

    private static JsonNode blotted(JsonNode value, boolean isSecret) {
        if (value.isTextual()) {
            String clean = isSecret ? SecretHeaders.BLOT : blottedText(value.textValue());
            return clean.equals(value.textValue()) ? value : TextNode.valueOf(clean);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(blotted(element, isSecret)));
            return copy.equals(array) ? array : copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                copy.set(
                        field.getKey(),
                        blotted(field.getValue(), isSecret || isSecretField(field.getKey(), field.getValue())));
            }
            return copy.equals(object) ? object : copy;
        }
        return value;
    }

    /** A schema describes what its properties hold and holds none of it. */
    private static boolean isSecretField(String name, JsonNode value) {
        boolean isDescription =
                value.isObject() && (value.has("type") || value.has("$ref") || value.has("anyOf") || value.has("enum"));
        return !isDescription && SecretNames.isField(name);
    }

    /** A text may be JSON itself, as the arguments of a call are. */
    private static String blottedText(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                JsonNode inner = Json.parse(text);
                JsonNode clean = blotted(inner);
                return clean.equals(inner) ? text : Json.compact(clean);
            } catch (JsonProcessingException e) {
                // a piece of JSON is a text as any other
                return blotted(text);
            }
        }
        return blotted(text);
    }
}
