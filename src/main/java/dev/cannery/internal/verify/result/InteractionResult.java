package dev.cannery.internal.verify.result;

import java.util.List;

/**
 * How one interaction came off in one form.
 *
 * @param subject what was verified
 * @param status how it came off
 * @param reason why, in words, where the findings do not say it; empty where they do
 * @param isCutOff whether it was left out, or ended early, since the target or the budget was at its end
 * @param score how many of the answers were as promised
 * @param attempts the requests that were put
 */
public record InteractionResult(
        Subject subject, Status status, String reason, boolean isCutOff, Score score, List<Attempt> attempts) {
    public InteractionResult {
        attempts = List.copyOf(attempts);
    }

    /** One that was not put to the provider. */
    public static InteractionResult skipped(Subject subject, String reason) {
        return new InteractionResult(subject, Status.SKIP, reason, false, Score.NONE, List.of());
    }

    /** One that should have been put to the provider, had the target or the budget not been at its end. */
    public static InteractionResult cutOff(Subject subject, String reason) {
        return new InteractionResult(subject, Status.SKIP, "not tried: " + reason, true, Score.NONE, List.of());
    }

    /** The same with another status, for this reason. */
    public InteractionResult as(Status other, String why) {
        return new InteractionResult(subject, other, why, isCutOff, score, attempts);
    }

    /** Everything that was found, in the order of the requests. */
    public List<Finding> findings() {
        return attempts.stream().flatMap(attempt -> attempt.findings().stream()).toList();
    }

    /** Whether something was judged. */
    public boolean isJudged() {
        return status != Status.SKIP;
    }

    /** Whether it was put to the provider, which keeps it. */
    public boolean isKept() {
        return status == Status.PASS || status == Status.WARN;
    }

    /**
     * How many repetitions were as promised.
     *
     * @param kept how many were
     * @param tried how many there were
     * @param needed how many must be
     */
    public record Score(int kept, int tried, int needed) {
        /** Nothing was tried. */
        public static final Score NONE = new Score(0, 0, 0);

        @Override
        public String toString() {
            return kept + "/" + tried;
        }
    }
}
