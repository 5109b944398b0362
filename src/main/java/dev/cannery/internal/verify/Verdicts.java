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

/** What the findings of an interaction's attempts come to. */
final class Verdicts {
    /** What is up to the model, which may be asked again; anything else must hold of every answer. */
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

    static InteractionResult of(LoadedInteraction interaction, Subject subject, List<Attempt> attempts, int kept) {
        int needed = interaction.verification().atLeast();
        boolean isFailed = kept < needed || attempts.stream().anyMatch(Verdicts::isUnsound);
        boolean isSpotless =
                attempts.stream().allMatch(attempt -> attempt.findings().isEmpty());
        Status status;
        if (isFailed) {
            status = interaction.demands().isPending() ? Status.PENDING : Status.FAIL;
        } else {
            status = isSpotless ? Status.PASS : Status.WARN;
        }
        Score score = new Score(kept, interaction.verification().repeat(), needed);
        String reason = status == Status.PENDING ? "the contract says pending" : "";
        return new InteractionResult(subject, status, reason, false, score, attempts);
    }

    /** One whose attempts could not all be made: a failure where one is proven already. */
    static InteractionResult cutOff(
            LoadedInteraction interaction, Subject subject, List<Attempt> attempts, String why) {
        if (attempts.stream().noneMatch(Verdicts::isUnsound)) {
            return InteractionResult.cutOff(subject, why);
        }
        return of(interaction, subject, attempts, 0);
    }

    private static boolean isUnsound(Attempt attempt) {
        return attempt.findings().stream()
                .anyMatch(finding -> finding.isFailure()
                        && !UP_TO_THE_MODEL.contains(finding.mismatch().id()));
    }

    /** Why there is no use in asking this target further; empty when there is. */
    static Optional<String> endOf(FindingList findings) {
        return findings.findings().stream()
                .filter(finding -> finding.level() == Level.FAIL)
                .map(Finding::mismatch)
                .filter(mismatch -> Outcome.isOfTarget(mismatch.id()))
                .map(mismatch -> "the target cannot be used: " + Excerpt.of(mismatch.actual()))
                .findFirst();
    }
}
