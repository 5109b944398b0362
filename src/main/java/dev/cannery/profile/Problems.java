package dev.cannery.profile;

import dev.cannery.profile.rule.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The faults found while a profile is read, so that all are told at once. */
final class Problems {
    private final List<String> sentences = new ArrayList<>();

    void add(String place, String sentence) {
        sentences.add(place + ": " + sentence);
    }

    void addUnknown(String place, String kind, String word, Collection<String> known) {
        List<String> near = Spelling.near(word, known);
        String help = near.isEmpty()
                ? " Known are " + String.join(", ", known.stream().sorted().toList()) + "."
                : " Did you mean '" + near.get(0) + "'?";
        add(place, "unknown " + kind + " '" + word + "'." + help);
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new InvalidProfileException(sentences);
        }
    }
}
