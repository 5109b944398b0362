package dev.cannery.internal.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of a reading, so that one run shows them all. */
public final class Problems {
    /** Nobody corrects more at a time, and a file that is no contract at all must not fill the memory. */
    private static final int MOST = 1_000;

    private final List<SourceProblem> problems = new ArrayList<>();
    private final Set<Mistake> seen = new HashSet<>();
    private int count;
    private int leftOut;

    /** Takes a problem, unless the same was found in the same place: defaults and aliases are read more than once. */
    public void add(SourceLocation at, String path, String message) {
        count++;
        Mistake mistake = new Mistake(at, message);
        if (problems.size() < MOST && seen.add(mistake)) {
            problems.add(new SourceProblem(at, path, OneLine.of(message)));
        } else if (!seen.contains(mistake)) {
            leftOut++;
        }
    }

    /** Whether there was no problem. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** How many problems were added, also those that were the same as another one. */
    public int count() {
        return count;
    }

    /** The problems by file, line and column, 1,000 at most. */
    public List<SourceProblem> sorted() {
        return problems.stream().sorted(Comparator.comparing(SourceProblem::at)).toList();
    }

    /** How many problems there were beyond the 1,000; one that several aliases lead to counts for each of them. */
    public int leftOut() {
        return leftOut;
    }

    /** The line that stands for the problems that are not shown. */
    public static String more(int leftOut) {
        return "and " + leftOut + (leftOut == 1 ? " more problem" : " more problems");
    }

    /**
     * Throws all problems, if there are any.
     *
     * @throws SourceProblemsException when there are
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new SourceProblemsException(sorted(), leftOut);
        }
    }

    private record Mistake(SourceLocation at, String message) {}
}
