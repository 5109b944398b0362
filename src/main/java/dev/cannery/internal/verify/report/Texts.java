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

/** Texts that several reports use. */
final class Texts {
    private static final List<Status> WORST_FIRST =
            List.of(Status.FAIL, Status.WARN, Status.PENDING, Status.SKIP, Status.PASS);

    private Texts() {}

    /** Returns the target, the start, the number of requests and the duration in one line. */
    static String facts(VerificationResults report) {
        String looksLike = report.target().looksLike();
        return addresses(report.target()) + " as " + report.target().profile()
                + (looksLike.isEmpty() ? "" : ", " + looksLike) + ", "
                + report.startedAt().toString().replaceFirst("\\..*", "Z") + ", "
                + Words.counted(report.requests(), "request") + " in " + seconds(report.took());
    }

    /** Returns the URLs of the endpoints to which requests were sent, such as {@code URL and URL}. */
    static String addresses(VerificationResults.TargetFacts target) {
        return String.join(" and ", target.addresses().values());
    }

    /** Returns a duration in seconds, such as {@code 1.2 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** Returns the results, worst status first; results of equal status keep their order. */
    static List<InteractionResult> worstFirst(VerificationResults report) {
        return report.results().stream()
                .sorted(Comparator.comparing(result -> WORST_FIRST.indexOf(result.status())))
                .toList();
    }

    /** Returns the contract's file and line; empty if there is none. */
    static String place(InteractionResult result) {
        String place = result.subject().source().fileAndLine();
        return place.equals("java") ? "" : place;
    }

    /** Returns the first failure as a sentence, or the reason if there is no failure. A wrong request is named by its mistake. */
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

    /** Returns the names of the other wrong requests that were not refused correctly. */
    private static String others(InteractionResult result) {
        List<String> names = result.attempts().stream()
                .filter(attempt -> !attempt.hasPassed())
                .map(attempt -> attempt.sent().name())
                .filter(name -> !name.isEmpty())
                .skip(1)
                .toList();
        return names.isEmpty() ? "" : "; also " + String.join(", ", names);
    }

    /** Returns the code of the first failure; empty if there is none. */
    static String firstCode(InteractionResult result) {
        return failure(result).map(Finding::code).orElse("");
    }

    /** Returns the first failure, or the first warning if warnings fail the result. */
    private static Optional<Finding> failure(InteractionResult result) {
        Optional<Finding> failure =
                result.findings().stream().filter(Finding::isFailure).findFirst();
        return failure.isPresent() || result.status() != Status.FAIL
                ? failure
                : result.findings().stream().findFirst();
    }

    /** Truncates a text to this many characters. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    /** Returns the attempts, failed ones first. */
    static List<Attempt> failingFirst(InteractionResult result) {
        return result.attempts().stream()
                .sorted(Comparator.comparing(Attempt::hasPassed))
                .toList();
    }
}
