package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** A value as people see it in one line: JSON, or the names of tools, cut in the middle where it is long. */
public final class Excerpt {
    /** How many characters of a value are shown. */
    static final int LENGTH = 80;

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
            return '"' + escape(cut(value.textValue(), length - 2)) + '"';
        }
        String names = ToolNames.listed(value);
        return cut(names.isEmpty() ? value.toString() : names, length);
    }

    private static String cut(String text, int length) {
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
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append(String.format("\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
