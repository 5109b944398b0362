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
 * Tells which of many rules a request could satisfy. Most rules need something to be there: a literal, or a text that a
 * {@code contains}, {@code glob} or {@code matches} asks for; the request is read once for all of these, however many there are.
 * Rules that need nothing, as ranges and negations, could always hold.
 *
 * <p>The answer errs on one side only: a rule that is not named does not hold, one that is named is still to be tried.
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

    /** An index of these rules, each known by its place in the list. */
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

    /** Whether the rule can be told not to hold without being tried. */
    boolean isGuarded(int rule) {
        return !unguarded.get(rule);
    }

    /** The rules that could hold of the request; the caller's own. */
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
