package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import dev.cannery.internal.chat.MessageText;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The clues of one place: whole values by hash, text fragments by one automaton that reads a text once for all of them. */
final class PlaceIndex {
    private final Place place;
    private final Map<Object, int[]> wholes;
    private final @Nullable AhoCorasickDoubleArrayTrie<int[]> fragments;

    private PlaceIndex(Place place, Map<Object, int[]> wholes, @Nullable AhoCorasickDoubleArrayTrie<int[]> fragments) {
        this.place = place;
        this.wholes = wholes;
        this.fragments = fragments;
    }

    /** Adds the rules for which the part's value contains a clue here. */
    void collect(JsonNode part, BitSet rules) {
        place.visit(part, value -> collectFrom(value, rules));
    }

    private void collectFrom(JsonNode value, BitSet rules) {
        JsonNode text = MessageText.ofContent(value);
        Clue.Whole.of(text.isTextual() ? text : value)
                .map(whole -> wholes.get(whole.value()))
                .ifPresent(found -> setAll(found, rules));
        if (fragments != null && text.isTextual()) {
            char[] folded = CaseFolding.fold(text.textValue());
            fragments.parseText(folded, (begin, end, found) -> setAll(found, rules));
        }
    }

    private static void setAll(int[] found, BitSet rules) {
        for (int rule : found) {
            rules.set(rule);
        }
    }

    /** Collects the clues of a place. */
    static final class Builder {
        private final Map<Object, int[]> wholes = new HashMap<>();
        private final TreeMap<String, int[]> fragments = new TreeMap<>();

        void add(Clue.Key key, int rule) {
            if (key instanceof Clue.Whole whole) {
                wholes.merge(whole.value(), new int[] {rule}, Builder::joined);
            } else if (key instanceof Clue.Fragment fragment) {
                fragments.merge(fragment.text(), new int[] {rule}, Builder::joined);
            }
        }

        private static int[] joined(int[] first, int[] next) {
            return IntStream.concat(IntStream.of(first), IntStream.of(next)).toArray();
        }

        PlaceIndex build(Place place) {
            if (fragments.isEmpty()) {
                return new PlaceIndex(place, wholes, null);
            }
            AhoCorasickDoubleArrayTrie<int[]> automaton = new AhoCorasickDoubleArrayTrie<>();
            automaton.build(fragments);
            return new PlaceIndex(place, wholes, automaton);
        }
    }
}
