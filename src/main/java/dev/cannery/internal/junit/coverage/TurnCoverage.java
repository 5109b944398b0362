package dev.cannery.internal.junit.coverage;

import java.util.List;
import java.util.function.Predicate;

/**
 * One turn: the tests that it answered, and those that each of its rules had something to judge in.
 *
 * @param answered the turn, as {@code turn 1}
 * @param rules its rules in the contract's order
 */
record TurnCoverage(Exercised answered, List<Exercised> rules) {
    TurnCoverage {
        rules = List.copyOf(rules);
    }

    TurnCoverage after(TurnCoverage earlier, Predicate<String> isOutdated) {
        List<Exercised> merged = rules.stream()
                .map(rule -> earlier.rules.stream()
                        .filter(other -> other.label().equals(rule.label()))
                        .findFirst()
                        .map(other -> rule.after(other, isOutdated))
                        .orElse(rule))
                .toList();
        return new TurnCoverage(answered.after(earlier.answered, isOutdated), merged);
    }

    TurnCoverage without(Predicate<String> isOutdated) {
        return new TurnCoverage(
                answered.without(isOutdated),
                rules.stream().map(rule -> rule.without(isOutdated)).toList());
    }
}
