package dev.cannery.internal.contract.reader;

import dev.cannery.internal.source.SourceProblem;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong in the contract files that were read, a line each. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> problems;

    /** The exception for these problems, at least one. */
    public ContractException(List<SourceProblem> problems) {
        super(problems.stream().map(SourceProblem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems by file, line and column. */
    public List<SourceProblem> problems() {
        return problems;
    }
}
