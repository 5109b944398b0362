package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object with members of any name, such as {@code metadata}.
 *
 * @param values the shape of each member's value
 * @param maxEntries the maximum number of members
 * @param maxName the maximum length of a name
 * @param words the type in the API's words, null for {@code an object}
 */
public record MapShape(
        Shape values, int maxEntries, int maxName, @Nullable String words) implements Shape.OfObject {
    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        if (value.size() > maxEntries) {
            inspection.report(Refusals.tooManyProperties(inspection.path(), maxEntries, value.size()));
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = entry.getKey();
            if (name.length() > maxName && name.codePointCount(0, name.length()) > maxName) {
                inspection.report(Refusals.nameTooLong(inspection.path(), maxName, name));
            } else {
                inspection.enter(name);
                values.check(entry.getValue(), inspection);
                inspection.leave();
            }
            if (inspection.isOver()) {
                return;
            }
        }
    }
}
