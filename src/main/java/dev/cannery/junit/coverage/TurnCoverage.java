package dev.cannery.junit.coverage;

import java.util.List;
import java.util.Set;

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

    TurnCoverage after(TurnCoverage earlier, Set<String> ranAgain) {
        List<Exercised> merged = rules.stream()
                .map(rule -> earlier.rules.stream()
                        .filter(other -> other.label().equals(rule.label()))
                        .findFirst()
                        .map(other -> rule.after(other, ranAgain))
                        .orElse(rule))
                .toList();
        return new TurnCoverage(answered.after(earlier.answered, ranAgain), merged);
    }

    TurnCoverage without(Set<String> ranAgain) {
        return new TurnCoverage(
                answered.without(ranAgain),
                rules.stream().map(rule -> rule.without(ranAgain)).toList());
    }
}
