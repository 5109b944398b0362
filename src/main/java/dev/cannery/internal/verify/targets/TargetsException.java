package dev.cannery.internal.verify.targets;

import dev.cannery.internal.source.SourceProblem;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong in a file of targets, a line each. */
public final class TargetsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    TargetsException(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    static TargetsException of(List<SourceProblem> problems) {
        return new TargetsException(
                problems.stream().map(SourceProblem::sentence).collect(Collectors.toList()));
    }

    /** The problems by line and column, or the one mistake. */
    public List<String> sentences() {
        return sentences;
    }
}
