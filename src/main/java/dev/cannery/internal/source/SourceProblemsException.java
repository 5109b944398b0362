package dev.cannery.internal.source;

import dev.cannery.InvalidFilesException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when files have problems; the message lists all of them, each with its location. */
public final class SourceProblemsException extends InvalidFilesException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> sourceProblems;
    private final int leftOut;

    /** Creates an exception for these problems, at least one. */
    public SourceProblemsException(List<SourceProblem> problems) {
        this(problems, 0);
    }

    /**
     * Creates an exception for the first of more problems.
     *
     * @param leftOut the number of further problems
     */
    public SourceProblemsException(List<SourceProblem> problems, int leftOut) {
        super(
                problems.stream().map(SourceProblem::sentence).collect(Collectors.joining("\n"))
                        + (leftOut == 0 ? "" : "\n" + Problems.more(leftOut)),
                problems.stream().map(SourceProblem::sentence).toList());
        this.sourceProblems = List.copyOf(problems);
        this.leftOut = leftOut;
    }

    /** Creates an exception for one problem that is not in a file, such as an unknown file name. */
    public static SourceProblemsException of(String message) {
        return new SourceProblemsException(List.of(SourceProblem.of(message)));
    }

    /** Returns the problems by file, line and column. */
    public List<SourceProblem> sourceProblems() {
        return sourceProblems;
    }

    /** Returns the number of further problems. */
    public int leftOut() {
        return leftOut;
    }
}
