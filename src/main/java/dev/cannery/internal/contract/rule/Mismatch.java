package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.OneLine;

/**
 * One difference between a value and what was expected. A miss, a failed test, the console and reports print the same text
 * from it.
 *
 * @param id the kind of finding
 * @param path the value's path
 * @param expected what was expected, as {@link Constraint#describe()} returns it
 * @param actual the value; a missing node when there was none
 */
public record Mismatch(FindingId id, FieldPath path, String expected, JsonNode actual) {
    private static final int LONGEST = 240;

    public Mismatch {
        expected = OneLine.visible(Excerpt.cut(expected, LONGEST));
    }

    /** Returns the path for messages: in one line, and shortened if a client sent a long name. */
    public String place() {
        return OneLine.visible(Excerpt.cut(path.toString(), Excerpt.LENGTH));
    }

    /** Returns the finding as one sentence: {@code temperature: expected 0..0.3, was 0.9}. */
    public String sentence() {
        return place() + ": expected " + expected + ", was " + Excerpt.of(actual);
    }
}
