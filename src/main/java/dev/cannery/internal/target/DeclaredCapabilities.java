package dev.cannery.internal.target;

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
 * @param capabilities its capabilities, such as {@code tools}; null if none are declared, so that everything is tried
 * @param states the states of its environment, such as {@code quota is exhausted}
 */
public record DeclaredCapabilities(@Nullable Set<String> capabilities, Set<String> states) {
    /** No capabilities and no states: everything is tried except interactions that need a state. */
    public static final DeclaredCapabilities UNDECLARED = new DeclaredCapabilities(null, Set.of());

    public DeclaredCapabilities {
        capabilities = capabilities == null ? null : Set.copyOf(capabilities);
        states = Set.copyOf(states);
    }

    /**
     * Checks that no declared word is a misspelling of one that a contract uses.
     *
     * @throws SourceProblemsException if a declared word is unused but similar to a used one
     */
    public void requireMeant(Collection<LoadedContract> contracts) {
        List<LoadedInteraction.Prerequisites> required = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(LoadedInteraction::prerequisites)
                .toList();
        Set<String> needs =
                required.stream().flatMap(each -> each.needs().stream()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> given =
                required.stream().flatMap(each -> each.given().stream()).collect(Collectors.toCollection(TreeSet::new));
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
                .filter(word -> !used.contains(word) && !LoadedInteraction.Prerequisites.USUAL.contains(word))
                .filter(word -> Suggestion.nearest(word, used)
                        .filter(meant -> !declared.contains(meant))
                        .isPresent())
                .map(word -> "the target declares an " + UnknownWord.sentence(kind, word, used));
    }

    /** Returns the first of these capabilities that is not declared. */
    public Optional<String> lacking(Collection<String> needs) {
        Set<String> declared = capabilities;
        return declared == null
                ? Optional.empty()
                : needs.stream().filter(need -> !declared.contains(need)).findFirst();
    }

    /** Returns the first of these states that is not declared. */
    public Optional<String> missing(Collection<String> given) {
        return given.stream().filter(state -> !states.contains(state)).findFirst();
    }
}
