package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An array.
 *
 * @param items the shape of each element
 * @param minItems the minimum number of elements
 * @param maxItems the maximum number of elements
 * @param words the type in the API's words, null when it is derived from the elements
 */
public record ListShape(
        Shape items, int minItems, int maxItems, @Nullable String words) implements Shape {
    @Override
    public boolean admits(JsonNode value) {
        return value.isArray();
    }

    @Override
    public String expected() {
        if (words != null) {
            return words;
        }
        String item = items.expected();
        return items instanceof Shape.Any ? "an array" : "an array of " + Echo.withoutArticle(item) + "s";
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        int size = value.size();
        if (size < minItems) {
            inspection.report(Refusals.tooFew(inspection.path(), minItems, size));
            return;
        }
        if (size > maxItems) {
            inspection.report(Refusals.tooMany(inspection.path(), maxItems, size));
            return;
        }
        for (int i = 0; i < size && !inspection.isOver(); i++) {
            inspection.enter(i);
            items.check(value.get(i), inspection);
            inspection.leave();
        }
    }
}
