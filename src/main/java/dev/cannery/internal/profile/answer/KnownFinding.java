package dev.cannery.internal.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A finding that a provider's answers are known to cause, so that it is no failure. Each condition narrows it; a finding
 * without conditions is known wherever it occurs.
 *
 * @param id the finding
 * @param at its place, with {@code []} for each element of a list; empty for any place
 * @param kinds what stands there: {@code missing}, or the name of a JSON type; empty for anything
 * @param texts the texts that stand there; empty for anything
 * @param asked the field that the request must have; empty for any request
 * @param signs texts with which members of the answer begin, by the member's name; empty for any answer
 */
public record KnownFinding(
        FindingId id, String at, Set<String> kinds, Set<String> texts, String asked, Map<String, String> signs) {
    public KnownFinding {
        kinds = Set.copyOf(kinds);
        texts = Set.copyOf(texts);
        signs = Map.copyOf(signs);
    }

    /**
     * Whether this is the finding with that id, at that place, of that value.
     *
     * @param isAsked tells whether the request has a field of a name
     * @param answer the completion, or the first chunk of a stream; a missing node where there is none
     */
    public boolean describes(
            FindingId found, FieldPath place, JsonNode actual, Predicate<String> isAsked, JsonNode answer) {
        return found == id
                && (at.isEmpty() || at.equals(place.toString().replaceAll("\\[\\d+]", "[]")))
                && (kinds.isEmpty() || kinds.contains(AnswerField.wordOf(actual)))
                && (texts.isEmpty() || (actual.isTextual() && texts.contains(actual.textValue())))
                && (asked.isEmpty() || isAsked.test(asked))
                && signs.entrySet().stream()
                        .allMatch(sign -> answer.path(sign.getKey()).asText("").startsWith(sign.getValue()));
    }
}
