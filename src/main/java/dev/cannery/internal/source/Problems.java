package dev.cannery.internal.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes every problem of a reading, so that one run shows them all. */
public final class Problems {
    /** Nobody mends more at a time, and a file that is no contract at all must not fill the memory. */
    private static final int KEPT = 1_000;

    private final List<SourceProblem> problems = new ArrayList<>();
    private final Set<Mistake> seen = new HashSet<>();
    private int count;

    /** Takes a problem, unless the same was found in the same place: defaults and aliases are read more than once. */
    public void add(SourceLocation at, String path, String message) {
        count++;
        if (problems.size() < KEPT && seen.add(new Mistake(at, message))) {
            problems.add(new SourceProblem(at, path, OneLine.of(message)));
        }
    }

    /** Whether there was no complaint. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** How many complaints there were, those of the same mistake too. */
    public int count() {
        return count;
    }

    /** The problems by file, line and column. */
    public List<SourceProblem> sorted() {
        return problems.stream().sorted(Comparator.comparing(SourceProblem::at)).toList();
    }

    private record Mistake(SourceLocation at, String message) {}
}
