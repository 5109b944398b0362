package dev.cannery.internal.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One place in the schema of an answer.
 *
 * @param steps the names that lead there, {@code []} for each element of an array
 * @param kind the JSON type
 * @param values the texts that are allowed; empty for any
 * @param isRequired whether it must be there wherever its parent is
 * @param isNullable whether null is allowed
 * @param isFilled whether a list must have an element
 * @param unless the member next to it that waives the requirement; empty for none
 * @param misplaced the members next to it that hold by mistake what belongs here: with one of them, its lack is not tolerated,
 *     because clients read nothing
 * @param tolerated what the provider is known to give instead, and some clients cannot read: nothing at all, another text, no
 *     element, or the JSON type of that name
 * @param accepted the same, where no client was seen to notice
 */
public record AnswerField(
        List<String> steps,
        JsonKind kind,
        Set<String> values,
        boolean isRequired,
        boolean isNullable,
        boolean isFilled,
        String unless,
        Set<String> misplaced,
        Set<String> tolerated,
        Set<String> accepted) {
    private static final List<JsonKind> SPECIFIC_FIRST = List.of(
            JsonKind.INTEGER,
            JsonKind.NUMBER,
            JsonKind.STRING,
            JsonKind.BOOLEAN,
            JsonKind.OBJECT,
            JsonKind.ARRAY,
            JsonKind.NULL);

    /** The word for a member that is not there. */
    static final String MISSING = "missing";

    /** The word for a text that is none of the schema's. */
    static final String VALUE = "value";

    /** The word for a list without an element. */
    static final String EMPTY = "empty";

    /** The word for a member that is not the same in all chunks of a stream. */
    static final String CHANGING = "changing";

    private static final List<String> DEVIATIONS = Stream.concat(
                    Stream.of(MISSING, VALUE, EMPTY, CHANGING), JsonKind.words().stream())
            .toList();

    public AnswerField {
        steps = List.copyOf(steps);
        values = Set.copyOf(values);
        misplaced = Set.copyOf(misplaced);
        tolerated = Set.copyOf(tolerated);
        accepted = Set.copyOf(accepted);
    }

    static AnswerField read(String path, SourceValue value) {
        Fields fields = value.fields("a place");
        String type = fields.text("type", "");
        Optional<JsonKind> kind = JsonKind.ofWord(type);
        if (kind.isEmpty()) {
            fields.placeOf("type").problem(UnknownWord.sentence("type", type, JsonKind.words()));
        }
        AnswerField field = new AnswerField(
                List.of(path.replace("[]", ".[]").split("\\.")),
                kind.orElse(JsonKind.OBJECT),
                Set.copyOf(fields.names("values")),
                fields.flag("required", false),
                fields.flag("nullable", false),
                fields.flag("filled", false),
                fields.text("unless", ""),
                Set.copyOf(fields.names("misplaced")),
                deviations(fields, "tolerates"),
                deviations(fields, "accepts"));
        fields.end();
        return field;
    }

    /** The words of a list, each of which names a way to deviate. */
    static Set<String> deviations(Fields fields, String key) {
        Set<String> words = new HashSet<>();
        for (SourceValue item : fields.items(key)) {
            String word = item.text().orElse("");
            words.add(word);
            if (!DEVIATIONS.contains(word)) {
                item.problem(UnknownWord.sentence("deviation", word, DEVIATIONS));
            }
        }
        return words;
    }

    /** How the value deviates from this, if it does. */
    Optional<Deviation> deviationFrom(JsonNode value, JsonNode parent, FieldPath at) {
        if (value.isMissingNode()) {
            boolean isWaived = !isRequired || (!unless.isEmpty() && parent.has(unless));
            if (isWaived) {
                return Optional.empty();
            }
            return misplaced.stream().anyMatch(parent::has)
                    ? Optional.of(new Deviation(FindingId.ANSWER_MISSING, at, expected(), value, false))
                    : deviation(FindingId.ANSWER_MISSING, at, value, MISSING);
        }
        if (value.isNull() && isNullable) {
            return Optional.empty();
        }
        if (!kind.holds(value)) {
            return deviation(FindingId.ANSWER_TYPE, at, value, wordOf(value));
        }
        if (isFilled && value.isEmpty()) {
            return deviation(FindingId.ANSWER_EMPTY, at, value, EMPTY);
        }
        return values.isEmpty() || values.contains(value.asText())
                ? Optional.empty()
                : deviation(FindingId.ANSWER_VALUE, at, value, VALUE);
    }

    private Optional<Deviation> deviation(FindingId id, FieldPath at, JsonNode value, String word) {
        return accepted.contains(word)
                ? Optional.empty()
                : Optional.of(new Deviation(id, at, expected(), value, tolerated.contains(word)));
    }

    private String expected() {
        String wanted = values.isEmpty()
                ? kind.phrase()
                : String.join(" or ", values.stream().sorted().toList());
        if (isFilled) {
            return wanted + " that is not empty, or no such member";
        }
        return isNullable ? wanted + " or null" : wanted;
    }

    /** The word for what a value is: {@code missing}, or its most specific JSON type. */
    static String wordOf(JsonNode value) {
        return SPECIFIC_FIRST.stream()
                .filter(kind -> kind.holds(value))
                .findFirst()
                .map(JsonKind::word)
                .orElse(MISSING);
    }
}
