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
 * A problem that several responses share.
 *
 * @param level the severity
 * @param code the code of the finding, such as {@code C401}
 * @param what the place and the expectation, without what differs from response to response
 * @param count the number of responses with the problem
 * @param all the number of responses that were checked, with a noun: {@code 6 streams}
 */
record Cause(Level level, String code, String what, int count, String all) {
    /** Returns one line: {@code C401  events: expected [DONE] as the last event: 6 of 6 streams}. */
    String sentence() {
        return code + "  " + what + ": " + share();
    }

    /** Returns the count and the total, such as {@code 3 of 6 streams}. */
    String share() {
        return count + " of " + all;
    }

    /** Returns the problems that were found more than once: failures first, then by descending frequency. */
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
                    ofAttempt.forEach(
                            kind -> tally(tallies, kind).count(result.subject().form()));
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

    /** Returns the key by which findings are grouped into causes. Indexes of events, choices and messages are ignored. */
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
        String noun = forms.stream().allMatch(RequestedForm::isStream)
                ? "stream"
                : forms.stream().noneMatch(RequestedForm::isStream) ? "whole response" : "case";
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
