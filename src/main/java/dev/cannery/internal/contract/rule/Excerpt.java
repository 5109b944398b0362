package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.Secrets;
import java.util.Map;

/** A value as people see it in one line: JSON, or the names of tools, without secrets, cut in the middle where it is long. */
public final class Excerpt {
    /** How many characters of a value are shown. */
    static final int LENGTH = 80;

    /** How many characters are shown of where two values part. */
    private static final int PIECE = 20;

    /** How far into either end of a value secrets are searched for: a long prompt must not make a miss slow. */
    private static final int SEARCHED = 2_000;

    private Excerpt() {}

    /** The value in at most {@value #LENGTH} characters; {@code missing} when there is none. */
    public static String of(JsonNode value) {
        return of(value, LENGTH);
    }

    /** The value in at most {@code length} characters, which must be 8 or more. */
    public static String of(JsonNode value, int length) {
        if (value.isMissingNode()) {
            return "missing";
        }
        if (value.isTextual()) {
            // quoted after the cut, so that a long prompt costs no more than a short one
            return '"' + escape(cut(redacted(value.textValue()), length - 2)) + '"';
        }
        String names = ToolNames.listed(value);
        return OneLine.visible(cut(names.isEmpty() ? redacted(value.toString()) : names, length));
    }

    /** Before the cut, which could take the name or the beginning away by which a secret is recognized. */
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

    /** The value, and where the other one departs from it when the two look alike because both are cut. */
    static String unlike(JsonNode value, JsonNode other) {
        String shown = of(value);
        if (!shown.equals(of(other))) {
            return shown;
        }
        JsonNode clean = Secrets.redact(value);
        JsonNode otherClean = Secrets.redact(other);
        return clean.equals(otherClean)
                ? shown + " (with another secret)"
                : shown + " (" + departure(clean, otherClean, "") + ")";
    }

    private static String departure(JsonNode value, JsonNode other, String at) {
        if (value.isObject() && other.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                JsonNode counterpart = other.path(member.getKey());
                if (!Literal.areEqual(member.getValue(), counterpart)) {
                    return departure(member.getValue(), counterpart, at + "." + member.getKey());
                }
            }
        }
        for (int i = 0; value.isArray() && other.isArray() && i < value.size(); i++) {
            if (!Literal.areEqual(value.get(i), other.path(i))) {
                return departure(value.get(i), other.path(i), at + "[" + i + "]");
            }
        }
        String place = at.isEmpty() ? "" : "at " + cut(at.substring(at.startsWith(".") ? 1 : 0), LENGTH) + " ";
        if (value.isTextual() && other.isTextual()) {
            return place + departure(value.textValue(), other.textValue());
        }
        return value.size() == other.size()
                ? place + of(value, PIECE) + ", not " + of(other, PIECE)
                : place + "a size of " + value.size() + ", not " + other.size();
    }

    private static String departure(String text, String other) {
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
        int end = Math.min(text.length(), start + PIECE);
        return '"' + escape(text.substring(start, end)) + (end < text.length() ? "…" : "") + '"';
    }
}
