package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string.
 *
 * @param values the accepted values in the order in which a refusal lists them, empty when any is accepted
 * @param minLength the least number of characters
 * @param maxLength the greatest number of characters
 * @param pattern what the text must contain, null when nothing; from a profile's author, never from a client, so
 *     the JDK's engine will do, which is faster on short names
 * @param sentence the whole message for a value that is not in {@code values}, where the API has an own one
 */
public record TextShape(
        List<String> values,
        int minLength,
        int maxLength,
        @Nullable Pattern pattern,
        @Nullable String sentence) implements Shape {
    /** Any string. */
    public static final TextShape ANY = new TextShape(List.of(), 0, Integer.MAX_VALUE, null, null);

    /** Keeps its own copy of the list. */
    public TextShape {
        values = List.copyOf(values);
    }

    @Override
    public boolean admits(JsonNode value) {
        return value.isTextual();
    }

    @Override
    public String expected() {
        return values.isEmpty() ? "a string" : "one of " + Echo.quoted(values, "or");
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        String text = value.textValue();
        if (!values.isEmpty() && !values.contains(text)) {
            inspection.report(
                    sentence == null
                            ? Refusals.invalidValue(inspection.path(), text, values)
                            : Refusals.plain(inspection.path(), sentence));
        } else if (text.length() < minLength) {
            inspection.report(Refusals.tooShort(inspection.path(), minLength));
        } else if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
            inspection.report(Refusals.tooLong(inspection.path(), maxLength, text));
        } else if (pattern != null && !pattern.matcher(text).find()) {
            inspection.report(Refusals.noMatch(inspection.path(), pattern.pattern()));
        }
    }
}
