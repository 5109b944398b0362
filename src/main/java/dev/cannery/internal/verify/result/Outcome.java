package dev.cannery.internal.verify.result;

import dev.cannery.internal.chat.FindingId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The overall outcome of a verification, with its exit code. */
public enum Outcome {
    /** All verified interactions passed. */
    PASSED(0, "all passed"),
    /** At least one interaction failed. */
    FAILED(1, "at least one failed"),
    /** No request could be built, all cases were skipped, or all failures were known. */
    NOTHING_VERIFIED(2, "nothing was verified"),
    /** The target could not be used: it is unreachable, is not the API or refuses the caller, or the budget was used up. */
    UNUSABLE(3, "the target could not be used");

    private static final Set<FindingId> OF_TARGET =
            Set.of(FindingId.UNREACHABLE, FindingId.NO_ANSWER, FindingId.CALLER_REFUSED, FindingId.NOT_THE_API);

    private final int exitCode;
    private final String words;

    Outcome(int exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    /**
     * Returns the outcome of these results. A failed check takes precedence over a contract without examples, and that over
     * an unusable target. If no request got a response, nothing counts as a failed check. Wrong requests alone do not pass.
     */
    public static Outcome of(List<InteractionResult> results) {
        List<InteractionResult> failed = results.stream()
                .filter(result -> result.status() == Status.FAIL)
                .toList();
        boolean hasResponse = results.stream()
                .flatMap(result -> result.attempts().stream())
                .anyMatch(attempt -> attempt.answer().status() != 0);
        if (hasResponse && failed.stream().anyMatch(Outcome::isBreach)) {
            return FAILED;
        }
        if (failed.stream().anyMatch(result -> has(result, FindingId.NO_EXAMPLE))) {
            return NOTHING_VERIFIED;
        }
        if (!failed.isEmpty() || results.stream().anyMatch(InteractionResult::isCutOff)) {
            return UNUSABLE;
        }
        boolean isVerified = results.stream()
                .anyMatch(result -> result.hasPassed() && !result.subject().isTarget());
        return isVerified ? PASSED : NOTHING_VERIFIED;
    }

    /**
     * Returns the outcome as text, with the reason why nothing was verified or why the verification ended early.
     */
    public static String words(List<InteractionResult> results, @Nullable Ending ending) {
        Outcome outcome = of(results);
        if (outcome == NOTHING_VERIFIED) {
            return outcome.words + ": " + whyNothing(results);
        }
        return outcome == UNUSABLE && ending != null && ending.cause() != Ending.Cause.TARGET
                ? "not everything was verified: " + ending.reason()
                : outcome.words;
    }

    private static String whyNothing(List<InteractionResult> results) {
        if (results.stream().anyMatch(result -> has(result, FindingId.NO_EXAMPLE))) {
            return "the contract lacks an example to build a request";
        }
        List<InteractionResult> cases =
                results.stream().filter(result -> !result.subject().isTarget()).toList();
        long pending = cases.stream()
                .filter(result -> result.status() == Status.PENDING)
                .count();
        if (cases.isEmpty()) {
            return "there is no interaction to verify";
        }
        String how = pending == 0 ? "skipped" : pending == cases.size() ? "pending" : "pending or skipped";
        return cases.size() == 1 ? "the only case is " + how : "all " + cases.size() + " cases are " + how;
    }

    /** Whether a failed result is a violation. Without a failure among its findings, it failed for its warnings. */
    private static boolean isBreach(InteractionResult result) {
        return result.findings().stream().noneMatch(Finding::isFailure)
                || result.attempts().stream().anyMatch(Outcome::isBreach);
    }

    /** Whether an attempt is a violation. A missing response, or one that refuses the caller, is not, whatever else was found. */
    private static boolean isBreach(Attempt attempt) {
        Set<FindingId> failures = attempt.findings().stream()
                .filter(Finding::isFailure)
                .map(finding -> finding.mismatch().id())
                .collect(Collectors.toSet());
        return Collections.disjoint(failures, OF_TARGET)
                && failures.stream().anyMatch(id -> id != FindingId.NO_EXAMPLE);
    }

    private static boolean has(InteractionResult result, FindingId id) {
        return result.findings().stream().anyMatch(finding -> finding.mismatch().id() == id);
    }

    /** Whether such a finding makes the whole target unusable, so that further requests are pointless. */
    public static boolean isOfTarget(FindingId id) {
        return OF_TARGET.contains(id);
    }

    /** Whether the finding with this code makes the whole target unusable. */
    public static boolean isOfTarget(String code) {
        return OF_TARGET.stream().anyMatch(id -> id.code().equals(code));
    }

    /** Returns the exit code. */
    public int exitCode() {
        return exitCode;
    }
}
