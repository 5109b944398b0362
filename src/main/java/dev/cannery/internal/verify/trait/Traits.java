package dev.cannery.internal.verify.trait;

import java.util.ArrayList;
import java.util.List;

/**
 * The traits of a target's responses, compared with those of a profile.
 *
 * @param profile the name of the profile
 * @param alike the number of traits that are those of the profile
 * @param measured the number of traits that the responses show
 * @param differences the other traits, in words
 * @param breaks the clients that a trait is known to break, each with the trait
 * @param unknown the names of the traits that neither the profile nor OpenAI has
 * @param yaml a profile that has them; empty if there are none
 */
public record Traits(
        String profile,
        int alike,
        int measured,
        List<String> differences,
        List<String> breaks,
        List<String> unknown,
        String yaml) {

    private static final int SHOWN = 4;

    public Traits {
        differences = List.copyOf(differences);
        breaks = List.copyOf(breaks);
        unknown = List.copyOf(unknown);
    }

    /** Returns the comparison in one line: {@code 14 of 15 traits of 'vllm'; differs: …; breaks: …}. */
    public String sentence() {
        List<String> parts = new ArrayList<>();
        parts.add(alike + " of " + measured + " traits of '" + profile + "'");
        if (!differences.isEmpty()) {
            parts.add("differs: " + few(differences));
        }
        if (!breaks.isEmpty()) {
            parts.add("breaks: " + few(breaks));
        }
        return String.join("; ", parts);
    }

    private static String few(List<String> all) {
        String shown = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + " and " + (all.size() - SHOWN) + " more" : shown;
    }
}
