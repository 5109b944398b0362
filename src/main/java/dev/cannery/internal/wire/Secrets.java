package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognizes and redacts keys, tokens, passwords and cookies. Everything that is stored, printed or sent back passes through here
 * first: headers, URLs, JSON and texts.
 */
public final class Secrets {
    /** The replacement for a secret. */
    public static final String REDACTED = "[redacted]";

    private static final Pattern USER_INFO = Pattern.compile("(?:(?<=//)|^)[^/?#\\s]+(?=@)");
    private static final Pattern ADDRESS_WITH_QUERY =
            Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>`\\\\?]*\\?[^\\s\"'<>`\\\\]+");
    private static final int SHORTEST_PATH = 30;

    private Secrets() {}

    /** Whether a header with this name contains a secret. */
    public static boolean isHeader(String name) {
        return SecretForms.isHeader(name);
    }

    /** Whether a header contains a secret, by its name or by its value. */
    public static boolean isHeader(String name, String value) {
        return isHeader(name) || isCredential(value);
    }

    /** Whether a header value is a credential or starts with a key, whatever the header's name. */
    public static boolean isCredential(String value) {
        return SecretForms.isCredential(value);
    }

    /** Returns the text with each secret in it redacted. */
    public static String redact(String text) {
        String clean = text;
        if (text.contains("://")) {
            clean = ADDRESS_WITH_QUERY
                    .matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(redactQuery(found.group())));
        }
        for (Pattern form : SecretForms.UNNAMED) {
            clean = form.matcher(clean).replaceAll(REDACTED);
        }
        for (Pattern form : SecretForms.NAMED) {
            clean = form.matcher(clean)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            SecretForms.isField(found.group(2)) ? found.group(1) + REDACTED : found.group()));
        }
        return clean;
    }

    /**
     * Returns the URL without its user info, the values of secret parameters, and whatever else looks like a secret. It may be
     * absolute or start with its path; a text that is not a URL is redacted in the same way.
     */
    public static String redactAddress(String address) {
        String clean =
                address.indexOf('@') < 0 ? address : USER_INFO.matcher(address).replaceFirst(REDACTED);
        int query = clean.indexOf('?');
        String path = query < 0 ? clean : clean.substring(0, query);
        // the usual paths are too short to contain a key
        String shownPath = path.length() < SHORTEST_PATH ? path : redactPath(path);
        return query < 0 ? shownPath : redactQuery(shownPath + clean.substring(query));
    }

    private static String redactPath(String path) {
        String clean = redact(path);
        return clean.indexOf('%') < 0
                ? clean
                : Arrays.stream(clean.split("/", -1)).map(Secrets::redactPart).collect(Collectors.joining("/"));
    }

    /** Redacts a part of a URL as it is written, or as a whole if it contains a secret after decoding. */
    private static String redactPart(String part) {
        String clean = redact(part);
        String decoded = clean.indexOf('%') < 0 ? clean : QueryText.decoded(clean);
        return redact(decoded).equals(decoded) ? clean : REDACTED;
    }

    private static String redactQuery(String address) {
        int query = address.indexOf('?');
        String parameters = Arrays.stream(address.substring(query + 1).split("&", -1))
                .map(parameter -> {
                    int value = parameter.indexOf('=') + 1;
                    String name = value == 0 ? "" : redactPart(parameter.substring(0, value - 1)) + "=";
                    return name + (isSecretParameter(parameter) ? REDACTED : redactPart(parameter.substring(value)));
                })
                .collect(Collectors.joining("&"));
        return address.substring(0, query + 1) + parameters;
    }

    private static boolean isSecretParameter(String parameter) {
        return parameter.indexOf('=') >= 0
                && QueryText.parse(parameter).entrySet().stream()
                        .anyMatch(one -> SecretForms.isParameter(one.getKey()) || isCredential(one.getValue()));
    }

    /** Returns the values of secret parameters in a URL, as they are written there. */
    public static List<String> valuesIn(String address) {
        List<String> values = new ArrayList<>();
        for (String parameter : address.replaceFirst("[^?]*\\??", "").split("&", -1)) {
            if (isSecretParameter(parameter)) {
                values.add(parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        return values;
    }

    /** Returns a copy of the value with each secret redacted, or the value itself if it contains none. */
    public static JsonNode redact(JsonNode value) {
        return redact(value, false);
    }

    private static JsonNode redact(JsonNode value, boolean isSecret) {
        if (value.isTextual()) {
            String clean = isSecret ? REDACTED : redactJsonOrText(value.textValue());
            return clean.equals(value.textValue()) ? value : TextNode.valueOf(clean);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(redact(element, isSecret)));
            return copy.equals(array) ? array : copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean isField = isSecret || isSecretField(field.getKey(), field.getValue());
                copy.set(field.getKey(), redact(field.getValue(), isField));
            }
            return copy.equals(object) ? object : copy;
        }
        return value;
    }

    /** Whether a field is secret by its name; a schema only describes its properties and does not contain their values. */
    private static boolean isSecretField(String name, JsonNode value) {
        boolean isDescription =
                value.isObject() && (value.has("type") || value.has("$ref") || value.has("anyOf") || value.has("enum"));
        return !isDescription && SecretForms.isField(name);
    }

    /** Redacts a text that may be JSON itself, such as the arguments of a call. */
    private static String redactJsonOrText(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                JsonNode inner = Json.parse(text);
                JsonNode clean = redact(inner);
                return clean.equals(inner) ? text : Json.compact(clean);
            } catch (JsonProcessingException e) {
                // invalid JSON is redacted like any other text
                return redact(text);
            }
        }
        return redact(text);
    }
}
