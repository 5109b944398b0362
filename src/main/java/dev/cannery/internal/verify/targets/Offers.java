package dev.cannery.internal.verify.targets;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.source.UnknownWord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declared capabilities of a target, and the states that hold for it.
 *
 * @param capabilities what it can do, as {@code tools}; null when nothing is declared and so everything is tried
 * @param states the states of the environment that hold for it, as {@code quota is exhausted}
 */
public record Offers(@Nullable Set<String> capabilities, Set<String> states) {
    /** Nothing is declared: everything is tried, and no state holds. */
    public static final Offers UNDECLARED = new Offers(null, Set.of());

    public Offers {
        capabilities = capabilities == null ? null : Set.copyOf(capabilities);
        states = Set.copyOf(states);
    }

    /**
     * Requires of each declared word that no contract uses that it is not near one that some contract does use.
     *
     * @throws SourceProblemsException when one was most likely mistyped
     */
    public void requireMeant(Collection<LoadedContract> contracts) {
        List<LoadedInteraction.Demands> demands = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(LoadedInteraction::demands)
                .toList();
        Set<String> needs = demands.stream()
                .flatMap(demand -> demand.needs().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> given = demands.stream()
                .flatMap(demand -> demand.given().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<String> slips = Stream.concat(
                slips("capability", capabilities == null ? Set.of() : capabilities, needs),
                slips("state", states, given));
        List<SourceProblem> problems = slips.sorted().map(SourceProblem::of).toList();
        if (!problems.isEmpty()) {
            throw new SourceProblemsException(problems);
        }
    }

    private static Stream<String> slips(String kind, Set<String> declared, Set<String> used) {
        return declared.stream()
                .filter(word -> !used.contains(word) && !LoadedInteraction.Demands.USUAL.contains(word))
                .filter(word -> Suggestion.nearest(word, used)
                        .filter(meant -> !declared.contains(meant))
                        .isPresent())
                .map(word -> "the target declares an " + UnknownWord.sentence(kind, word, used));
    }

    /** Returns the first capability that is needed and not declared. */
    public Optional<String> lacking(Collection<String> needs) {
        Set<String> declared = capabilities;
        return declared == null
                ? Optional.empty()
                : needs.stream().filter(need -> !declared.contains(need)).findFirst();
    }

    /** Returns the first state that must be given and is not declared. */
    public Optional<String> missing(Collection<String> given) {
        return given.stream().filter(state -> !states.contains(state)).findFirst();
    }
}
