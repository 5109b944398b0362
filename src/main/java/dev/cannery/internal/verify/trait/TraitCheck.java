package dev.cannery.internal.verify.trait;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.response.ResponseRenderer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the traits of a target's responses with those of a profile and of OpenAI: each response is given the form of both,
 * so that only the form differs. Not thread-safe.
 */
public final class TraitCheck {
    private final String profile;
    private final ProfileForm own;
    private final ProfileForm openAi;
    private final Map<Trait, Difference> differences = new EnumMap<>(Trait.class);
    private final Set<Trait> measured = new LinkedHashSet<>();
    private final Set<String> broken = new LinkedHashSet<>();

    /** Creates a check that compares with this profile. */
    public TraitCheck(Profile profile, ResponseRenderer renderer) {
        this.profile = profile.name();
        this.own = new ProfileForm(renderer, profile.style());
        this.openAi =
                new ProfileForm(renderer, ProfileReader.read(Profile.DEFAULT).style());
    }

    /** Measures one more response. */
    public void add(ChatRequest request, String body) {
        Observation.of(body)
                .filter(seen -> seen.isStream() == request.wantsStream())
                .ifPresent(seen -> compare(request, seen));
    }

    private void compare(ChatRequest request, Observation seen) {
        Optional<Observation> expected = Observation.of(own.of(request, seen));
        Optional<Observation> usual = Observation.of(openAi.of(request, seen));
        for (Trait trait : Trait.values()) {
            String value = trait.of(seen);
            if (value.isEmpty() || expected.isEmpty() || usual.isEmpty()) {
                continue;
            }
            String known = trait.of(expected.get());
            boolean isUsual = trait.isSame(value, trait.of(usual.get()));
            measured.add(trait);
            if (!isUsual) {
                BrokenClients.by(trait, value).forEach(broken::add);
            }
            if (!trait.isSame(value, known)) {
                differences.putIfAbsent(trait, new Difference(trait, value, known, isUsual, seen));
            }
        }
    }

    /** Returns the comparison of the responses so far. */
    public Traits result() {
        List<String> sentences = new ArrayList<>();
        ProfileDraft draft = new ProfileDraft(profile);
        for (Difference difference : differences.values()) {
            sentences.add(difference.sentence());
            if (!difference.isUsual()) {
                draft.add(difference.trait(), difference.seen());
            }
        }
        List<String> unknown = differences.values().stream()
                .filter(difference -> !difference.isUsual())
                .map(difference -> difference.trait().words())
                .toList();
        return new Traits(
                profile,
                measured.size() - differences.size(),
                measured.size(),
                sentences,
                List.copyOf(broken),
                unknown,
                draft.yaml());
    }

    /**
     * A trait that is not that of the profile.
     *
     * @param isUsual whether OpenAI has it
     */
    private record Difference(Trait trait, String value, String expected, boolean isUsual, Observation seen) {
        /** Returns it as {@code [DONE] absent, not there}; of members only those that differ. */
        String sentence() {
            if (!trait.words().startsWith("members")) {
                return trait.words() + " " + value + (expected.isEmpty() ? "" : ", not " + expected);
            }
            Set<String> more = new LinkedHashSet<>(List.of(value.split(", ")));
            Set<String> fewer = new LinkedHashSet<>(List.of(expected.split(", ")));
            more.removeAll(List.of(expected.split(", ")));
            fewer.removeAll(List.of(value.split(", ")));
            return trait.words()
                    + (more.isEmpty() ? "" : " with " + String.join(", ", more))
                    + (fewer.isEmpty() ? "" : " without " + String.join(", ", fewer));
        }
    }
}
