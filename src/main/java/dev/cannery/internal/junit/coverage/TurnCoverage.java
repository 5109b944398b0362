package dev.cannery.internal.junit.coverage;

import java.util.List;
import java.util.function.Predicate;

/**
 * The coverage of one turn: the tests that it answered, and for each rule the tests in which it checked a value.
 *
 * @param answered the turn, such as {@code turn 1}, with the tests that it answered
 * @param rules its rules in the order of the contract
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
