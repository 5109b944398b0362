package dev.cannery.internal.verify.result;

import dev.cannery.internal.chat.FindingId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a whole verification comes to; each has its exit code. */
public enum Outcome {
    /** Everything that was verified passed. */
    KEPT(0, "all passed"),
    /** At least one interaction failed. */
    BROKEN(1, "at least one failed"),
    /** Requests could not be built, nothing was judged, or everything is known to fail. */
    NOTHING_PROVEN(2, "nothing is proven"),
    /** The target could not be used to the end: not there, not the API, refuses the caller, or the budget was used up. */
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
     * What these results come to: a proven breach counts more than a contract that says too little, that more than a lost
     * target. What the target refuses proves nothing of a contract, nor does one that hangs up on every request.
     */
    public static Outcome of(List<InteractionResult> results) {
        List<InteractionResult> failed = results.stream()
                .filter(result -> result.status() == Status.FAIL)
                .toList();
        boolean isHeard = results.stream()
                .flatMap(result -> result.attempts().stream())
                .anyMatch(attempt -> attempt.answer().status() != 0);
        if (isHeard && failed.stream().anyMatch(Outcome::isBreach)) {
            return BROKEN;
        }
        if (failed.stream().anyMatch(result -> has(result, FindingId.NO_EXAMPLE))) {
            return NOTHING_PROVEN;
        }
        if (!failed.isEmpty() || results.stream().anyMatch(InteractionResult::isCutOff)) {
            return UNUSABLE;
        }
        boolean isProven = results.stream()
                .anyMatch(result -> result.isKept() && !result.subject().isTarget());
        return isProven ? KEPT : NOTHING_PROVEN;
    }

    /**
     * What these results come to in words; why nothing is proven, and what ended the verification where that was not the target.
     */
    public static String words(List<InteractionResult> results, @Nullable Ending ending) {
        Outcome outcome = of(results);
        if (outcome == NOTHING_PROVEN) {
            return outcome.words + ": " + whyNothing(results);
        }
        return outcome == UNUSABLE && ending != null && ending.cause() != Ending.Cause.TARGET
                ? "not everything was verified: " + ending.words()
                : outcome.words;
    }

    private static String whyNothing(List<InteractionResult> results) {
        if (results.stream().anyMatch(result -> has(result, FindingId.NO_EXAMPLE))) {
            return "the contract lacks what a request needs";
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

    /** One that fails without any failure does so for its warnings. */
    private static boolean isBreach(InteractionResult result) {
        return result.findings().stream().noneMatch(Finding::isFailure)
                || result.attempts().stream().anyMatch(Outcome::isBreach);
    }

    /** An answer that did not come, or refuses the caller, says nothing more by what else is wrong with it. */
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

    /** Whether such a finding means the target as a whole, so that further requests are in vain. */
    public static boolean isOfTarget(FindingId id) {
        return OF_TARGET.contains(id);
    }

    /** The same by the finding's code, as reports write it. */
    public static boolean isOfTarget(String code) {
        return OF_TARGET.stream().anyMatch(id -> id.code().equals(code));
    }

    /** The code that a program ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The outcome in words. */
    public String words() {
        return words;
    }
}
