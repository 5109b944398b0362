package dev.cannery.internal.source;

import dev.cannery.InvalidFilesException;
import java.util.List;
import java.util.stream.Collectors;

/** Reports everything that is wrong in the files that were read, with the place of each problem. */
public final class SourceProblemsException extends InvalidFilesException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> sourceProblems;
    private final int leftOut;

    /** The exception for these problems, at least one. */
    public SourceProblemsException(List<SourceProblem> problems) {
        this(problems, 0);
    }

    /**
     * The exception for the first of more problems.
     *
     * @param leftOut how many further problems there are
     */
    public SourceProblemsException(List<SourceProblem> problems, int leftOut) {
        super(
                problems.stream().map(SourceProblem::sentence).collect(Collectors.joining("\n"))
                        + (leftOut == 0 ? "" : "\n" + Problems.more(leftOut)),
                problems.stream().map(SourceProblem::sentence).toList());
        this.sourceProblems = List.copyOf(problems);
        this.leftOut = leftOut;
    }

    /** The exception for one problem that stands in no file, such as an unknown name of one. */
    public static SourceProblemsException of(String message) {
        return new SourceProblemsException(List.of(SourceProblem.of(message)));
    }

    /** The problems by file, line and column. */
    public List<SourceProblem> sourceProblems() {
        return sourceProblems;
    }

    /** How many further problems there are. */
    public int leftOut() {
        return leftOut;
    }
}
