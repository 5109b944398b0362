package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.Secrets;
import java.util.Map;

/** A value in one line for messages: JSON or the names of tools, without secrets, shortened in the middle if it is long. */
public final class Excerpt {
    /** The maximum number of characters of an excerpt. */
    static final int LENGTH = 80;

    /** The number of characters shown where two values differ. */
    private static final int CONTEXT = 20;

    /** The number of characters at either end that are searched for secrets: a long prompt must not make a miss slow. */
    private static final int SEARCHED = 2_000;

    private Excerpt() {}

    /** Returns the value in at most {@value #LENGTH} characters; {@code missing} when there is none. */
    public static String of(JsonNode value) {
        return of(value, LENGTH);
    }

    /** Returns the value in at most {@code length} characters, which must be at least 8. */
    public static String of(JsonNode value, int length) {
        if (value.isMissingNode()) {
            return "missing";
        }
        if (value.isTextual()) {
            // quoted after shortening, so that a long prompt costs no more than a short one
            return '"' + escape(cut(redacted(value.textValue()), length - 2)) + '"';
        }
        String names = ToolNames.listed(value);
        return OneLine.visible(cut(names.isEmpty() ? redacted(value.toString()) : names, length));
    }

    /** Redacts before shortening, which could remove the name or prefix by which a secret is recognized. */
    private static String redacted(String text) {
        return text.length() <= 2 * SEARCHED
                ? Secrets.redact(text)
                : Secrets.redact(text.substring(0, SEARCHED))
                        + Secrets.redact(text.substring(text.length() - SEARCHED));
    }

    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int tail = length / 4;
        int head = length - tail - 1;
        if (Character.isHighSurrogate(text.charAt(head - 1))) {
            head--;
        }
        int end = text.length() - tail;
        if (Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return text.substring(0, head) + "…" + text.substring(end);
    }

    private static String escape(String text) {
        return OneLine.visible(text.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /** Returns the value, and where the other one differs if the two look alike because both are shortened. */
    static String unlike(JsonNode value, JsonNode other) {
        String shown = of(value);
        if (!shown.equals(of(other))) {
            return shown;
        }
        JsonNode clean = Secrets.redact(value);
        JsonNode otherClean = Secrets.redact(other);
        return clean.equals(otherClean)
                ? shown + " (with another secret)"
                : shown + " (" + difference(clean, otherClean, "") + ")";
    }

    private static String difference(JsonNode value, JsonNode other, String at) {
        if (value.isObject() && other.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                JsonNode counterpart = other.path(member.getKey());
                if (!Literal.areEqual(member.getValue(), counterpart)) {
                    return difference(member.getValue(), counterpart, at + "." + member.getKey());
                }
            }
        }
        for (int i = 0; value.isArray() && other.isArray() && i < value.size(); i++) {
            if (!Literal.areEqual(value.get(i), other.path(i))) {
                return difference(value.get(i), other.path(i), at + "[" + i + "]");
            }
        }
        String place = at.isEmpty() ? "" : "at " + cut(at.substring(at.startsWith(".") ? 1 : 0), LENGTH) + " ";
        if (value.isTextual() && other.isTextual()) {
            return place + difference(value.textValue(), other.textValue());
        }
        return value.size() == other.size()
                ? place + of(value, CONTEXT) + ", not " + of(other, CONTEXT)
                : place + "a size of " + value.size() + ", not " + other.size();
    }

    private static String difference(String text, String other) {
        int start = sameStart(text, other);
        return "from character " + (text.codePointCount(0, start) + 1) + " on " + rest(text, start) + ", not "
                + rest(other, start);
    }

    private static int sameStart(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        // not between the halves of a pair
        return same > 0 && Character.isHighSurrogate(one.charAt(same - 1)) ? same - 1 : same;
    }

    private static String rest(String text, int start) {
        int end = Math.min(text.length(), start + CONTEXT);
        return '"' + escape(text.substring(start, end)) + (end < text.length() ? "…" : "") + '"';
    }
}
