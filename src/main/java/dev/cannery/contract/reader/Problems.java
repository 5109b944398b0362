package dev.cannery.contract.reader;

import dev.cannery.contract.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes every problem of a reading, so that one run shows them all. */
final class Problems {
    private final List<ContractProblem> problems = new ArrayList<>();

    void add(SourceLocation at, String path, String message) {
        problems.add(new ContractProblem(at, path, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    int count() {
        return problems.size();
    }

    List<ContractProblem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparing(ContractProblem::at))
                .distinct()
                .toList();
    }
}
