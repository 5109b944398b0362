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
 * One path in the schema of a response.
 *
 * @param steps the names that lead there, {@code []} for each element of an array
 * @param kind the JSON type
 * @param values the allowed texts; empty for any
 * @param isRequired whether it must be present wherever its parent is
 * @param isNullable whether null is allowed
 * @param isFilled whether a list must have an element
 * @param unless the sibling member that waives the field, because its parent is of another kind then; empty for none
 * @param misplaced sibling members that some providers send instead: if one of them is present, the absence of this member is
 *     not tolerated, because clients would read nothing
 * @param tolerated deviations of this provider that break some clients (warnings): a missing member, another text, an empty
 *     list, or the JSON type of that name
 * @param accepted deviations of this provider that no client is known to notice (not reported)
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

    /** The word for a missing member. */
    static final String MISSING = "missing";

    /** The word for a text that the schema does not allow. */
    static final String VALUE = "value";

    /** The word for an empty list. */
    static final String EMPTY = "empty";

    /** The word for a member that differs between chunks of a stream. */
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
        Fields fields = value.fields("a response field");
        String type = fields.text("type", "");
        Optional<JsonKind> kind = JsonKind.ofWord(type);
        if (fields.lacks("type")) {
            value.problem("the schema has no member '" + path + "'. To add it, give its 'type'");
        } else if (kind.isEmpty()) {
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

    /** Reads a list of words that each name a kind of deviation. */
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

    /** Returns how the value deviates from this field; empty when it does not. */
    Optional<Deviation> deviationFrom(JsonNode value, JsonNode parent, FieldPath at) {
        if (!unless.isEmpty() && parent.has(unless)) {
            return Optional.empty();
        }
        if (value.isMissingNode()) {
            if (!isRequired) {
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
            return "a non-empty " + wanted.replaceFirst("^an? ", "") + ", or no such member";
        }
        return isNullable ? wanted + " or null" : wanted;
    }

    /** Returns the word for a value: {@code missing}, or its most specific JSON type. */
    static String wordOf(JsonNode value) {
        return SPECIFIC_FIRST.stream()
                .filter(kind -> kind.holds(value))
                .findFirst()
                .map(JsonKind::word)
                .orElse(MISSING);
    }
}
