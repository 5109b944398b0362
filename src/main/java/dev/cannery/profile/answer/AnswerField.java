package dev.cannery.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import dev.cannery.chat.JsonKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the schema says of one place in an answer.
 *
 * @param steps the names that lead there, {@code []} for each element of an array
 * @param kind the JSON type
 * @param values the texts that are allowed; empty for any
 * @param isRequired whether it must be there wherever its parent is
 * @param isNullable whether null is allowed
 * @param unless the member beside it that waives the requirement; empty for none
 * @param tolerated what the provider is known to give instead: nothing at all, another text, or the JSON type of that name
 */
public record AnswerField(
        List<String> steps,
        JsonKind kind,
        Set<String> values,
        boolean isRequired,
        boolean isNullable,
        String unless,
        Set<String> tolerated) {
    /** The word for a member that is not there. */
    static final String MISSING = "missing";

    /** The word for a text that is none of the schema's. */
    static final String VALUE = "value";

    /** The word for a member that is not the same in all chunks of a stream. */
    static final String CHANGING = "changing";

    public AnswerField {
        steps = List.copyOf(steps);
        values = Set.copyOf(values);
        tolerated = Set.copyOf(tolerated);
    }

    /** How the value departs from this, if it does. */
    Optional<Departure> departureOf(JsonNode value, JsonNode parent, FieldPath at) {
        if (value.isMissingNode()) {
            boolean isWaived = !isRequired || (!unless.isEmpty() && parent.has(unless));
            return isWaived ? Optional.empty() : departure(FindingId.ANSWER_MISSING, at, value, MISSING);
        }
        if (value.isNull() && isNullable) {
            return Optional.empty();
        }
        if (!kind.holds(value)) {
            return departure(FindingId.ANSWER_TYPE, at, value, kindOf(value).word());
        }
        return values.isEmpty() || values.contains(value.asText())
                ? Optional.empty()
                : departure(FindingId.ANSWER_VALUE, at, value, VALUE);
    }

    private Optional<Departure> departure(FindingId id, FieldPath at, JsonNode value, String word) {
        return Optional.of(new Departure(id, at, expected(), value, tolerated.contains(word)));
    }

    private String expected() {
        String wanted = values.isEmpty()
                ? kind.phrase()
                : String.join(" or ", values.stream().sorted().toList());
        return isNullable ? wanted + " or null" : wanted;
    }

    private static JsonKind kindOf(JsonNode value) {
        return List.of(JsonKind.values()).stream()
                .filter(kind -> kind.holds(value))
                .findFirst()
                .orElse(JsonKind.NULL);
    }
}
