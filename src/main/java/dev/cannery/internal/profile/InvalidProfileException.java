package dev.cannery.internal.profile;

import java.util.List;

/** A profile file that cannot be used; the message has one sentence for each fault, each with its place. */
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidProfileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The faults, each as {@code FILE:LINE:COLUMN PLACE: what is wrong}. */
    public List<String> problems() {
        return problems;
    }
}
