package dev.cannery.internal.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects all problems of a reading, so that one run shows them all. */
public final class Problems {
    /** More are of no use to anybody, and a file that is not a contract at all must not exhaust the memory. */
    private static final int MAX = 1_000;

    private final List<SourceProblem> problems = new ArrayList<>();
    private final Set<Mistake> seen = new HashSet<>();
    private int count;
    private int leftOut;

    /** Adds a problem, unless the same one was found in the same place: defaults and aliases are read more than once. */
    public void add(SourceLocation at, String path, String message) {
        count++;
        Mistake mistake = new Mistake(at, message);
        if (problems.size() < MAX && seen.add(mistake)) {
            problems.add(new SourceProblem(at, path, OneLine.of(message)));
        } else if (!seen.contains(mistake)) {
            leftOut++;
        }
    }

    /** Whether there was no problem. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Returns how many problems were added, including duplicates. */
    public int count() {
        return count;
    }

    /** Returns the problems by file, line and column, at most 1,000. */
    public List<SourceProblem> sorted() {
        return problems.stream().sorted(Comparator.comparing(SourceProblem::at)).toList();
    }

    /** Returns how many problems there were beyond the 1,000; a problem reached through several aliases is counted for each. */
    public int leftOut() {
        return leftOut;
    }

    /** Returns the line that replaces the problems that are not shown. */
    public static String more(int leftOut) {
        return "and " + leftOut + (leftOut == 1 ? " more problem" : " more problems");
    }

    /**
     * Throws all problems, if there are any.
     *
     * @throws SourceProblemsException when there is a problem
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new SourceProblemsException(sorted(), leftOut);
        }
    }

    private record Mistake(SourceLocation at, String message) {}
}
