package dev.cannery.internal.verify.report;

import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words that several reports use. */
final class Texts {
    private static final List<Status> WORST_FIRST =
            List.of(Status.FAIL, Status.WARN, Status.PENDING, Status.SKIP, Status.PASS);

    private Texts() {}

    /** Whom was asked, when, how often and for how long. */
    static String facts(VerificationResults report) {
        return report.target().address() + " as " + report.target().profile() + ", "
                + report.startedAt().toString().replaceFirst("\\..*", "Z") + ", "
                + Words.counted(report.requests(), "request") + " in " + seconds(report.took());
    }

    /** A duration as people read it, {@code 1.2 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** The results with what needs eyes first; those that came off alike in their order. */
    static List<InteractionResult> worstFirst(VerificationResults report) {
        return report.results().stream()
                .sorted(Comparator.comparing(result -> WORST_FIRST.indexOf(result.status())))
                .toList();
    }

    /** The contract's file and line; empty where there is none. */
    static String place(InteractionResult result) {
        String place = result.subject().source().fileAndLine();
        return place.equals("java") ? "" : place;
    }

    /** The first failure in a sentence; the reason where there is none. A wrong request is named by what is wrong with it. */
    static String firstFailure(InteractionResult result) {
        return failure(result)
                .map(finding -> requestOf(finding, result) + finding.mismatch().sentence() + " (" + finding.code() + ")"
                        + others(result))
                .orElse(result.reason());
    }

    private static String requestOf(Finding finding, InteractionResult result) {
        return result.attempts().stream()
                .filter(attempt -> attempt.findings().contains(finding)
                        && !attempt.sent().name().isEmpty())
                .findFirst()
                .map(attempt -> attempt.sent().name() + ": ")
                .orElse("");
    }

    /** The other wrong requests that were not refused as they must be. */
    private static String others(InteractionResult result) {
        List<String> names = result.attempts().stream()
                .filter(attempt -> !attempt.isKept())
                .map(attempt -> attempt.sent().name())
                .filter(name -> !name.isEmpty())
                .skip(1)
                .toList();
        return names.isEmpty() ? "" : "; also " + String.join(", ", names);
    }

    /** The code of the first failure; empty where there is none. */
    static String firstCode(InteractionResult result) {
        return failure(result).map(Finding::code).orElse("");
    }

    /** The first failure; where warnings fail a result, the first of these. */
    private static Optional<Finding> failure(InteractionResult result) {
        Optional<Finding> failure =
                result.findings().stream().filter(Finding::isFailure).findFirst();
        return failure.isPresent() || result.status() != Status.FAIL
                ? failure
                : result.findings().stream().findFirst();
    }

    /** The text in at most so many characters. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    /** The attempts with those first that failed. */
    static List<Attempt> failingFirst(InteractionResult result) {
        return result.attempts().stream()
                .sorted(Comparator.comparing(Attempt::isKept))
                .toList();
    }
}
