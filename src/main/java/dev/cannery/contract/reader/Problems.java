package dev.cannery.contract.reader;

import dev.cannery.contract.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes every problem of a reading, so that one run shows them all. */
final class Problems {
    /** Nobody mends more at a time, and a file that is no contract at all must not fill the memory. */
    private static final int KEPT = 1_000;

    private final List<ContractProblem> problems = new ArrayList<>();
    private final Set<Mistake> seen = new HashSet<>();
    private int count;

    /** Takes a problem, unless the same was found in the same place: defaults and aliases are read more than once. */
    void add(SourceLocation at, String path, String message) {
        count++;
        if (problems.size() < KEPT && seen.add(new Mistake(at, message))) {
            problems.add(new ContractProblem(at, path, OneLine.of(message)));
        }
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    int count() {
        return count;
    }

    List<ContractProblem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparing(ContractProblem::at))
                .toList();
    }

    private record Mistake(SourceLocation at, String message) {}
}
