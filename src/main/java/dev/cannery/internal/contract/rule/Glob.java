package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;

/**
 * The value is a text that matches a pattern as a whole: {@code *} stands for any characters, {@code ?} for one.
 *
 * @param pattern the pattern
 * @param ignoreCase whether case is ignored
 */
public record Glob(String pattern, boolean ignoreCase) implements Constraint {
    public Glob {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a glob must not be empty, because it would match only an empty text");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        JsonNode content = MessageText.ofContent(value);
        if (findings.reportUnless(content.isTextual(), at, this, value)) {
            return;
        }
        if (!fits(content.textValue())) {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    /** Walks the pattern and the text once. On a mismatch the last star takes one character more, so no recursion is needed. */
    private boolean fits(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && isSame(pattern.charAt(next), text.charAt(at))) {
                // a character outside the basic plane is one for '?', although it is two chars in Java
                at += pattern.charAt(next) == '?' ? widthAt(text, at) : 1;
                next++;
            } else if (star >= 0) {
                next = star + 1;
                resume += widthAt(text, resume);
                at = resume;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    private static int widthAt(String text, int at) {
        return Character.charCount(text.codePointAt(at));
    }

    private boolean isSame(char wanted, char actual) {
        return wanted == '?'
                || wanted == actual
                || (ignoreCase && String.valueOf(wanted).equalsIgnoreCase(String.valueOf(actual)));
    }

    @Override
    public String describe() {
        return pattern + (ignoreCase ? " in any case" : "");
    }

    @Override
    public JsonNode example() {
        return TextNode.valueOf(pattern.replace("*", "").replace("?", "x"));
    }
}
