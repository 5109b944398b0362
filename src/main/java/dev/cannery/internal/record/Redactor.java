package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.KnownSecrets;
import dev.cannery.internal.wire.Secrets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redacts everything that must not be recorded: keys and tokens, e-mail addresses, known values, and texts that a user names. */
final class Redactor {
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}");
    /** Values up to this length occur by chance. */
    private static final int SHORTEST_SECRET = 6;

    private final List<Pattern> patterns;
    private final KnownSecrets known;

    Redactor(List<Pattern> patterns, List<String> secrets) {
        this.patterns = patterns;
        this.known = KnownSecrets.of(secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList());
    }

    /** Returns a copy of the object without secrets; names of members are preserved. */
    ObjectNode clean(ObjectNode value) {
        return (ObjectNode) texts(Secrets.redact((JsonNode) value));
    }

    private JsonNode texts(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(text(value.textValue()));
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(texts(element)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), texts(member.getValue())));
            return copy;
        }
        return value;
    }

    private String text(String text) {
        String clean = known.redact(text);
        clean = clean.indexOf('@') < 0 ? clean : MAIL.matcher(clean).replaceAll(placeholder());
        for (Pattern pattern : patterns) {
            clean = pattern.matcher(clean).replaceAll(placeholder());
        }
        return clean;
    }

    private static String placeholder() {
        return Matcher.quoteReplacement(Secrets.REDACTED);
    }

    /** Returns a body with the known values redacted, also where they are spread over the fragments of a stream. */
    String cleanBody(String body) {
        return known.redactBody(body);
    }

    /** Whether a text contains a secret. */
    boolean hasSecret(String text) {
        return !text(Secrets.redact(text)).equals(text);
    }
}
