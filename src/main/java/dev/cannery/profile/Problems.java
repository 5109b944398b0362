package dev.cannery.profile;

import dev.cannery.profile.rule.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The faults found while a profile is read, so that all are told at once. */
final class Problems {
    private static final int MOST_LISTED = 15;

    private final List<String> sentences = new ArrayList<>();

    void add(String place, String sentence) {
        sentences.add(place + ": " + sentence);
    }

    void addUnknown(String place, String kind, String word, Collection<String> known) {
        List<String> near = Spelling.near(word, known);
        add(place, "unknown " + kind + " '" + word + "'." + (near.isEmpty() ? all(known) : didYouMean(near)));
    }

    private static String didYouMean(List<String> near) {
        return " Did you mean '" + near.get(0) + "'?";
    }

    private static String all(Collection<String> known) {
        boolean few = !known.isEmpty() && known.size() <= MOST_LISTED;
        return few ? " Known are " + String.join(", ", known.stream().sorted().toList()) + "." : "";
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new InvalidProfileException(sentences);
        }
    }
}
