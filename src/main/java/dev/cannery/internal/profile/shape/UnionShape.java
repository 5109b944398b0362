package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several shapes, distinguished by JSON type.
 *
 * @param choices the shapes in the order in which a refusal lists them
 * @param words the type in the API's words, null when it is derived from the choices
 */
public record UnionShape(List<Shape> choices, @Nullable String words) implements Shape {
    /** Keeps its own copy of the list. */
    public UnionShape {
        choices = List.copyOf(choices);
    }

    @Override
    public boolean admits(JsonNode value) {
        return choiceFor(value) >= 0;
    }

    @Override
    public String expected() {
        return words == null ? joined() : words;
    }

    private String joined() {
        StringBuilder text = new StringBuilder("one of ").append(choices.get(0).expected());
        for (int i = 1; i < choices.size(); i++) {
            String last = choices.size() == 2 ? " or " : ", or ";
            text.append(i == choices.size() - 1 ? last : ", ")
                    .append(Echo.withoutArticle(choices.get(i).expected()));
        }
        return text.toString();
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        choices.get(choiceFor(value)).checkAdmitted(value, inspection);
    }

    private int choiceFor(JsonNode value) {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).admits(value)) {
                return i;
            }
        }
        return -1;
    }
}
