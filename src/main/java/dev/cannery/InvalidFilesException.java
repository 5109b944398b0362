package dev.cannery;

import java.util.List;

/**
 * Thrown when contracts, profiles or the configuration have errors, or what they name does not exist. The message lists all
 * problems of all files, one a line.
 */
public class InvalidFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** For subclasses, which know more of each problem. */
    protected InvalidFilesException(String message, List<String> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems by file, line and column, at most 1,000, each as {@code contracts/a.yaml:14:9
     * interactions[2].request.prompt: unknown operator 'x'}.
     */
    public final List<String> problems() {
        return problems;
    }
}
