package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;

/**
 * The value is a text, plain or in content parts, that contains, starts with or ends with another one.
 *
 * @param place where in the value the text must be
 * @param text the text, not empty
 * @param ignoreCase whether case is ignored
 */
public record TextMatch(Place place, String text, boolean ignoreCase) implements Constraint {
    /** The place of a text in a value. */
    public enum Place {
        ANYWHERE("text containing "),
        START("text starting with "),
        END("text ending with ");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    public TextMatch {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must not be empty, because it would match every text");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        JsonNode content = MessageText.ofContent(value);
        if (findings.reportUnless(content.isTextual(), at, this, value)) {
            return;
        }
        if (!holdsIn(content.textValue())) {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    private boolean holdsIn(String value) {
        int last = value.length() - text.length();
        return switch (place) {
            case START -> value.regionMatches(ignoreCase, 0, text, 0, text.length());
            case END -> value.regionMatches(ignoreCase, last, text, 0, text.length());
            case ANYWHERE -> ignoreCase ? isAnywhereIn(value, last) : value.contains(text);
        };
    }

    /** Whether the text occurs anywhere, with the same case folding as at the start and the end, and without copying the value. */
    private boolean isAnywhereIn(String value, int last) {
        for (int i = 0; i <= last; i++) {
            if (value.regionMatches(true, i, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String describe() {
        return place.words + Excerpt.of(TextNode.valueOf(text)) + (ignoreCase ? " in any case" : "");
    }

    @Override
    public String describeFor(JsonNode actual) {
        JsonNode content = MessageText.ofContent(actual);
        return describe() + NearlySame.note(text, content, this::holdsOf);
    }

    private boolean holdsOf(String wanted, String value) {
        return !wanted.isEmpty() && new TextMatch(place, wanted, ignoreCase).holdsIn(value);
    }

    @Override
    public JsonNode example() {
        return TextNode.valueOf(text);
    }
}
