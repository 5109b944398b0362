package dev.cannery.internal.verify;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.InteractionResult.Score;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes the result of an interaction from the findings of its attempts. */
final class Verdicts {
    /** Findings that depend on the model's choice, so that repetitions may pass. All others must not occur in any response. */
    private static final Set<FindingId> UP_TO_THE_MODEL = EnumSet.of(
            FindingId.VALUE,
            FindingId.TYPE,
            FindingId.RANGE,
            FindingId.MISSING,
            FindingId.PRESENT,
            FindingId.KIND,
            FindingId.CALLED_UNOFFERED,
            FindingId.CALLED_NOT_JSON,
            FindingId.CALLED_DO_NOT_FIT,
            FindingId.EMPTY_ANSWER,
            FindingId.FIRST_LATE,
            FindingId.GAP);

    private Verdicts() {}

    static InteractionResult of(LoadedInteraction interaction, Subject subject, List<Attempt> attempts, int passed) {
        int needed = interaction.verification().atLeast();
        boolean isFailed = passed < needed || attempts.stream().anyMatch(Verdicts::isInvalid);
        boolean isSpotless =
                attempts.stream().allMatch(attempt -> attempt.findings().isEmpty());
        Status status;
        if (isFailed) {
            status = interaction.prerequisites().isPending() ? Status.PENDING : Status.FAIL;
        } else {
            status = isSpotless ? Status.PASS : Status.WARN;
        }
        Score score = new Score(passed, interaction.verification().repeat(), needed);
        String reason = status == Status.PENDING ? "pending in the contract" : "";
        return new InteractionResult(subject, status, reason, false, score, attempts);
    }

    /** Returns the result of an interaction that ended early: failed if a failure was already found. */
    static InteractionResult cutOff(
            LoadedInteraction interaction, Subject subject, List<Attempt> attempts, String why) {
        if (attempts.stream().noneMatch(Verdicts::isInvalid)) {
            return InteractionResult.cutOff(subject, why);
        }
        return of(interaction, subject, attempts, 0);
    }

    private static boolean isInvalid(Attempt attempt) {
        return attempt.findings().stream()
                .anyMatch(finding -> finding.isFailure()
                        && !UP_TO_THE_MODEL.contains(finding.mismatch().id()));
    }

    /** Returns why the target cannot be used any further; empty if it can. */
    static Optional<String> endOf(FindingList findings) {
        return findings.findings().stream()
                .filter(finding -> finding.level() == Level.FAIL)
                .map(Finding::mismatch)
                .filter(mismatch -> Outcome.isOfTarget(mismatch.id()))
                .map(mismatch -> "the target cannot be used: " + Excerpt.of(mismatch.actual()))
                .findFirst();
    }
}
