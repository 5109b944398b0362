package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which of many rules a request could satisfy. Most rules require something: a literal, or a text in {@code contains},
 * {@code glob} or {@code matches}. The request is read once for all of these, however many there are. Rules without such a
 * requirement, such as ranges and negations, are always returned.
 *
 * <p>A rule that is not returned does not hold; one that is returned must still be checked.
 */
final class RuleIndex {
    private final Map<RequestPart, List<PlaceIndex>> places;
    private final BitSet unguarded;
    private final int size;

    private RuleIndex(Map<RequestPart, List<PlaceIndex>> places, BitSet unguarded, int size) {
        this.places = places;
        this.unguarded = unguarded;
        this.size = size;
    }

    /** Creates an index of these rules, which are identified by their index in the list. */
    static RuleIndex of(List<FieldRule> rules) {
        Map<Place, PlaceIndex.Builder> builders = new LinkedHashMap<>();
        BitSet unguarded = new BitSet(rules.size());
        for (int rule = 0; rule < rules.size(); rule++) {
            Optional<Guard> guard = Guard.of(rules.get(rule));
            if (guard.isEmpty()) {
                unguarded.set(rule);
            } else {
                for (Clue clue : guard.get().clues()) {
                    builders.computeIfAbsent(clue.place(), place -> new PlaceIndex.Builder())
                            .add(clue.key(), rule);
                }
            }
        }
        Map<RequestPart, List<PlaceIndex>> places = new LinkedHashMap<>();
        builders.forEach((place, builder) ->
                places.computeIfAbsent(place.part(), part -> new ArrayList<>()).add(builder.build(place)));
        return new RuleIndex(places, unguarded, rules.size());
    }

    /** Whether the index can rule the rule out without checking it. */
    boolean isGuarded(int rule) {
        return !unguarded.get(rule);
    }

    /** Returns the rules that could hold for the request; the caller may modify the set. */
    BitSet possible(ChatRequest request) {
        BitSet rules = new BitSet(size);
        rules.or(unguarded);
        places.forEach((part, indexes) -> {
            JsonNode value = part.select(request);
            indexes.forEach(index -> index.collect(value, rules));
        });
        return rules;
    }
}
