package dev.cannery.internal.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finding that a provider is known to cause, so that it is not a failure. Each condition narrows it; a finding without
 * conditions matches everywhere.
 *
 * @param id the finding
 * @param at its path, with {@code []} for each element of a list; empty for any path
 * @param kinds what is found there: {@code missing}, or the name of a JSON type; empty for anything
 * @param texts the texts found there; empty for anything
 * @param asked the field that the request must have; empty for any request
 * @param signs prefixes of members of the response, by the member's name; empty for any response
 */
public record KnownFinding(
        FindingId id, String at, Set<String> kinds, Set<String> texts, String asked, Map<String, String> signs) {
    /** Findings on responses, streams and errors. Transport and contract findings are not characteristic of a provider. */
    private static final Map<String, FindingId> KNOWN = Stream.of(FindingId.values())
            .filter(id -> id.code().matches("C[2345]\\d\\d|C01[0789]"))
            .collect(Collectors.toMap(FindingId::code, Function.identity(), (first, other) -> first, TreeMap::new));

    public KnownFinding {
        kinds = Set.copyOf(kinds);
        texts = Set.copyOf(texts);
        signs = Map.copyOf(signs);
    }

    /** Reads a list of findings, each an id or a mapping that narrows it. */
    static List<KnownFinding> read(List<SourceValue> items) {
        return items.stream().flatMap(item -> read(item).stream()).toList();
    }

    private static Optional<KnownFinding> read(SourceValue item) {
        if (!item.isMap()) {
            return id(item).map(id -> new KnownFinding(id, "", Set.of(), Set.of(), "", Map.of()));
        }
        Fields fields = item.fields("a finding");
        Optional<FindingId> named = id(fields.placeOf("finding"));
        Map<String, String> signs = new TreeMap<>();
        fields.find("sign")
                .map(value -> value.fields("sign").all())
                .orElse(Map.of())
                .forEach((member, value) -> value.text().ifPresent(text -> signs.put(member, text)));
        Set<String> kinds = AnswerField.deviations(fields, "kinds");
        Set<String> texts = fields.items("texts").stream()
                .flatMap(text -> text.text().stream())
                .collect(Collectors.toSet());
        String at = fields.text("at", "");
        String asked = fields.text("asked", "");
        fields.end();
        return named.map(id -> new KnownFinding(id, at, kinds, texts, asked, signs));
    }

    private static Optional<FindingId> id(SourceValue value) {
        String code = value.text().orElse("");
        Optional<FindingId> id = Optional.ofNullable(KNOWN.get(code));
        if (id.isEmpty()) {
            value.problem(UnknownWord.sentence("finding", code, KNOWN.keySet()));
        }
        return id;
    }

    /**
     * Whether this describes the finding with that id, path and value.
     *
     * @param isAsked whether the request has the field of a name
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
