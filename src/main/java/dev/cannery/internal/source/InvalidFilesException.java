package dev.cannery.internal.source;

import java.util.List;
import java.util.stream.Collectors;

/** Reports everything that is wrong in the files that were read, one line each. */
public final class InvalidFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> problems;
    private final int leftOut;

    /** The exception for these problems, at least one. */
    public InvalidFilesException(List<SourceProblem> problems) {
        this(problems, 0);
    }

    /**
     * The exception for the first of more problems.
     *
     * @param leftOut how many further problems there are
     */
    public InvalidFilesException(List<SourceProblem> problems, int leftOut) {
        super(problems.stream().map(SourceProblem::sentence).collect(Collectors.joining("\n"))
                + (leftOut == 0 ? "" : "\n" + Problems.more(leftOut)));
        this.problems = List.copyOf(problems);
        this.leftOut = leftOut;
    }

    /** The exception for one problem that stands in no file, such as an unknown name of one. */
    public static InvalidFilesException of(String message) {
        return new InvalidFilesException(List.of(SourceProblem.of(message)));
    }

    /** The problems by file, line and column. */
    public List<SourceProblem> problems() {
        return problems;
    }

    /** How many further problems there are. */
    public int leftOut() {
        return leftOut;
    }
}
