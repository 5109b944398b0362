package dev.cannery.internal.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.source.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one kind of response. Members that it does not list are allowed: a provider may add to the schema.
 *
 * @param fields the fields
 */
public record AnswerTable(List<AnswerField> fields) {
    private static final String EACH = "[]";

    public AnswerTable {
        fields = List.copyOf(fields);
    }

    static AnswerTable read(Fields tables, String key) {
        List<AnswerField> fields = new ArrayList<>();
        tables.find(key)
                .map(value -> value.fields(key).all())
                .orElse(Map.of())
                .forEach((path, value) -> fields.add(AnswerField.read(path, value)));
        return new AnswerTable(fields);
    }

    /** Whether this member is known to differ between the chunks of a stream. */
    public boolean mayChange(String name) {
        return tolerates(name, AnswerField.CHANGING);
    }

    /** Whether this member is known to differ between chunks, and no client is known to notice. */
    public boolean mayChangeUnnoticed(String name) {
        return fields.stream()
                .anyMatch(field ->
                        field.steps().equals(List.of(name)) && field.accepted().contains(AnswerField.CHANGING));
    }

    /** Whether this member is known to be missing. */
    public boolean mayLack(String name) {
        return tolerates(name, AnswerField.MISSING);
    }

    private boolean tolerates(String name, String word) {
        return fields.stream()
                .anyMatch(field -> field.steps().equals(List.of(name))
                        && (field.tolerated().contains(word) || field.accepted().contains(word)));
    }

    /** Reports every deviation of the response. Fields whose parent is missing are not checked. */
    public void check(JsonNode answer, @Nullable FieldPath at, Consumer<Deviation> found) {
        fields.forEach(field -> visit(field, 0, answer, at, found));
    }

    private static void visit(
            AnswerField field, int step, JsonNode parent, @Nullable FieldPath at, Consumer<Deviation> found) {
        String name = field.steps().get(step);
        if (!name.equals(EACH)) {
            if (parent.isObject()) {
                FieldPath place = at == null ? FieldPath.of(name) : at.member(name);
                arrive(field, step, parent.path(name), parent, place, found);
            }
        } else if (parent.isArray() && at != null) {
            for (int i = 0; i < parent.size(); i++) {
                arrive(field, step, parent.path(i), parent, at.element(i), found);
            }
        }
    }

    private static void arrive(
            AnswerField field, int step, JsonNode value, JsonNode parent, FieldPath at, Consumer<Deviation> found) {
        if (step == field.steps().size() - 1) {
            field.deviationFrom(value, parent, at).ifPresent(found);
        } else {
            visit(field, step + 1, value, at, found);
        }
    }
}
