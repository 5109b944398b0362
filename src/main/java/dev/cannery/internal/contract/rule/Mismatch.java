package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.OneLine;

/**
 * One way in which a value is not what was expected. It is data; the miss, a failed test, the console and a report make
 * the same text of it.
 *
 * @param id what kind of finding this is
 * @param path where the value stands
 * @param expected what was expected, as {@link Constraint#describe()} says it
 * @param actual the value; a missing node when there was none
 */
public record Mismatch(FindingId id, FieldPath path, String expected, JsonNode actual) {
    private static final int LONGEST = 240;

    public Mismatch {
        expected = OneLine.visible(Excerpt.cut(expected, LONGEST));
    }

    /** Where the value stands, as people read it: in one line, and cut where a client has made up a long name. */
    public String place() {
        return OneLine.visible(Excerpt.cut(path.toString(), Excerpt.LENGTH));
    }

    /** The finding in one sentence: {@code temperature: expected 0..0.3, was 0.9}. */
    public String sentence() {
        return place() + ": expected " + expected + ", was " + Excerpt.of(actual);
    }
}
