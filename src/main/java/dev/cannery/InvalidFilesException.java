package dev.cannery;

import java.util.List;

/**
 * Thrown when contracts, profiles or the configuration have errors, or refer to something that does not exist. The message
 * lists all problems of all files, one per line.
 */
public class InvalidFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** Creates an exception; for subclasses with more details on each problem. */
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
