package dev.cannery.internal.verify.result;

import java.util.List;

/**
 * The result of one interaction in one form.
 *
 * @param subject what was verified
 * @param status the status
 * @param reason the reason for the status; empty if the findings show it
 * @param isCutOff whether it was skipped or ended early because the target was unusable or the budget used up
 * @param score how many of the repetitions passed
 * @param attempts the requests that were sent
 */
public record InteractionResult(
        Subject subject, Status status, String reason, boolean isCutOff, Score score, List<Attempt> attempts) {
    public InteractionResult {
        attempts = List.copyOf(attempts);
    }

    /** Returns the result of an interaction that was not sent. */
    public static InteractionResult skipped(Subject subject, String reason) {
        return new InteractionResult(subject, Status.SKIP, reason, false, Score.NONE, List.of());
    }

    /** Returns the result of an interaction that was not sent because the verification ended early. */
    public static InteractionResult cutOff(Subject subject, String reason) {
        return new InteractionResult(subject, Status.SKIP, "not tried: " + reason, true, Score.NONE, List.of());
    }

    /** Returns this result with another status and reason. */
    public InteractionResult as(Status other, String why) {
        return new InteractionResult(subject, other, why, isCutOff, score, attempts);
    }

    /** Returns all findings, in the order of the requests. */
    public List<Finding> findings() {
        return attempts.stream().flatMap(attempt -> attempt.findings().stream()).toList();
    }

    /** Whether the interaction passed, with or without warnings. */
    public boolean hasPassed() {
        return status == Status.PASS || status == Status.WARN;
    }

    /**
     * The number of repetitions that passed.
     *
     * @param passed how many passed
     * @param tried how many there were
     * @param needed how many must pass
     */
    public record Score(int passed, int tried, int needed) {
        /** Nothing was tried. */
        public static final Score NONE = new Score(0, 0, 0);

        @Override
        public String toString() {
            return passed + "/" + tried;
        }
    }
}
