package dev.cannery.internal.verify.report;

import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that is wrong with several answers.
 *
 * @param level how bad it is
 * @param code the code of the finding, as {@code C401}
 * @param what where, and what was expected, without what differs from answer to answer
 * @param count in how many answers it was found
 * @param all of how many it could have been, with their noun: {@code 6 streams}
 */
record Cause(Level level, String code, String what, int count, String all) {
    /** In a line: {@code C401  events: expected [DONE] as the last event: 6 of 6 streams}. */
    String sentence() {
        return code + "  " + what + ": " + share();
    }

    /** How many of how many. */
    String share() {
        return count + " of " + all;
    }

    /** What was found more than once: failures first, and the most frequent first of those. */
    static List<Cause> repeated(VerificationResults report) {
        Map<List<Object>, Tally> tallies = new LinkedHashMap<>();
        for (InteractionResult result : report.results()) {
            Set<List<Object>> ofResult = new LinkedHashSet<>();
            for (Attempt attempt : result.attempts()) {
                Set<List<Object>> ofAttempt = new LinkedHashSet<>();
                attempt.findings()
                        .forEach(finding ->
                                ofAttempt.add(kind(finding, result.subject().isTarget())));
                if (result.subject().isTarget()) {
                    ofAttempt.forEach(kind -> tally(tallies, kind).count(RequestedForm.JSON));
                } else {
                    ofResult.addAll(ofAttempt);
                }
            }
            ofResult.forEach(kind -> tally(tallies, kind).count(result.subject().form()));
        }
        List<Cause> causes = new ArrayList<>();
        tallies.forEach((kind, tally) -> {
            if (tally.count > 1) {
                causes.add(new Cause(
                        (Level) kind.get(0),
                        (String) kind.get(1),
                        (String) kind.get(2),
                        tally.count,
                        all(report, (boolean) kind.get(3), tally.forms)));
            }
        });
        causes.sort(Comparator.comparing(Cause::level).reversed().thenComparing(cause -> -cause.count));
        return causes;
    }

    private static Tally tally(Map<List<Object>, Tally> tallies, List<Object> kind) {
        return tallies.computeIfAbsent(kind, key -> new Tally());
    }

    /** What findings of one cause have in common; which event, choice or message it is differs. */
    private static List<Object> kind(Finding finding, boolean isOfTarget) {
        Mismatch mismatch = finding.mismatch();
        String place = mismatch.place().replaceAll("\\[\\d+]", "[]");
        return List.of(finding.level(), finding.code(), place + ": expected " + mismatch.expected(), isOfTarget);
    }

    private static String all(VerificationResults report, boolean isOfTarget, Set<RequestedForm> forms) {
        Stream<InteractionResult> asked = report.results().stream()
                .filter(result -> result.subject().isTarget() == isOfTarget)
                .filter(result -> !result.attempts().isEmpty())
                .filter(result -> forms.contains(result.subject().form()));
        if (isOfTarget) {
            return Words.counted(
                    asked.mapToInt(result -> result.attempts().size()).sum(), "wrong request");
        }
        String noun = forms.size() > 1 ? "case" : forms.contains(RequestedForm.STREAM) ? "stream" : "whole answer";
        return Words.counted(asked.count(), noun);
    }

    private static final class Tally {
        private final Set<RequestedForm> forms = EnumSet.noneOf(RequestedForm.class);
        private int count;

        void count(RequestedForm form) {
            forms.add(form);
            count++;
        }
    }
}
