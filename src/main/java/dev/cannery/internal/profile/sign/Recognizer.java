package dev.cannery.internal.profile.sign;

import dev.cannery.internal.profile.sign.Sign.Found;
import dev.cannery.internal.profile.sign.Sign.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognizes a provider by its responses.
 *
 * <p>A sign of a provider in front of others decides, then a strong one, then two weak ones. Where several providers have
 * such signs, the one with the most counts; on a tie none is named.
 */
public final class Recognizer {
    private final Map<String, List<Sign>> signs;

    /** Creates a recognizer from the signs of each profile, by its name. */
    public Recognizer(Map<String, List<Sign>> signs) {
        this.signs = new LinkedHashMap<>(signs);
    }

    /** Returns the provider that these responses look like; empty if no profile, or more than one, fits. */
    public Optional<Recognition> of(Transcript responses) {
        List<Candidate> candidates = new ArrayList<>();
        signs.forEach((profile, all) -> {
            List<Found> found = all.stream()
                    .flatMap(sign -> sign.in(responses).stream())
                    .sorted(Comparator.comparing(one -> one.sign().strength()))
                    .toList();
            Candidate candidate = new Candidate(profile, found);
            if (candidate.count(Strength.AGAINST) == 0) {
                candidates.add(candidate);
            }
        });
        return best(candidates, Strength.FRONT, 1)
                .or(() -> best(candidates, Strength.STRONG, 1))
                .or(() -> best(candidates, Strength.WEAK, 2))
                .filter(best -> best.size() == 1)
                .map(best -> best.get(0).recognition());
    }

    /** Returns the candidates with the most signs of this strength; empty if none has enough. */
    private static Optional<List<Candidate>> best(List<Candidate> candidates, Strength strength, int enough) {
        Comparator<Candidate> order =
                Comparator.<Candidate>comparingLong(one -> one.count(strength)).thenComparing(one -> one.found.size());
        return candidates.stream()
                .filter(one -> one.count(strength) >= enough)
                .max(order)
                .map(most -> candidates.stream()
                        .filter(one -> one.count(strength) >= enough && order.compare(one, most) == 0)
                        .toList());
    }

    private record Candidate(String profile, List<Found> found) {
        long count(Strength strength) {
            return found.stream()
                    .filter(one -> one.sign().strength() == strength)
                    .count();
        }

        Recognition recognition() {
            String version = found.stream()
                    .flatMap(one -> one.version().stream())
                    .findFirst()
                    .orElse("");
            return new Recognition(
                    profile,
                    version,
                    found.get(0).sign().strength(),
                    found.stream().map(Found::words).toList());
        }
    }
}
