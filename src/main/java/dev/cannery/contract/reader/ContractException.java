package dev.cannery.contract.reader;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong in the contract files that were read, a line each. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ContractProblem> problems;

    /** The exception for these problems, at least one. */
    public ContractException(List<ContractProblem> problems) {
        super(problems.stream().map(ContractProblem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems by file, line and column. */
    public List<ContractProblem> problems() {
        return problems;
    }
}
