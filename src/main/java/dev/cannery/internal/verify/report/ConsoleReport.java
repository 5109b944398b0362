package dev.cannery.internal.verify.report;

import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.verify.trait.Traits;
import dev.cannery.internal.wire.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats results for a terminal, one by one. Findings that an earlier result showed are only referred to. */
public final class ConsoleReport {
    private static final int MARK_WIDTH = 7;
    private static final int LONGEST_ANSWER = 160;

    private final Set<String> shown = new HashSet<>();

    /** Returns the lines of the next result: its status, and if its findings are new, each finding and the failed response. */
    public List<String> next(InteractionResult result) {
        List<String> findings = findings(result);
        if (findings.isEmpty() || result.subject().isTarget() || !shown.containsAll(findings)) {
            shown.addAll(findings);
            return lines(result);
        }
        String codes = result.findings().stream().map(Finding::code).distinct().collect(Collectors.joining(", "));
        return List.of(OneLine.of(headline(result) + "  " + codes + " (as above)"));
    }

    /** Returns all lines of one result. */
    public static List<String> lines(InteractionResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(OneLine.of(headline(result)));
        findings(result).forEach(line -> lines.add(OneLine.of("    " + line)));
        if (result.status() == Status.FAIL) {
            answer(result).ifPresent(line -> lines.add(OneLine.of("    " + line)));
        }
        return lines;
    }

    private static String headline(InteractionResult result) {
        String mark = result.status().name();
        StringBuilder text = new StringBuilder("  ")
                .append(mark)
                .append(" ".repeat(MARK_WIDTH - mark.length()))
                .append("  ")
                .append(result.subject().title());
        if (result.score().tried() > 1) {
            text.append("  ").append(result.score());
        }
        for (String more : List.of(Texts.place(result), result.reason())) {
            if (!more.isEmpty()) {
                text.append("  ").append(more);
            }
        }
        return text.toString();
    }

    /** Returns the findings of a result, failures first. Findings that repeat are listed once. */
    static List<String> findings(InteractionResult result) {
        List<String> lines = new ArrayList<>();
        for (Level level : List.of(Level.FAIL, Level.WARN)) {
            Map<String, Set<Mismatch>> byRequest = new LinkedHashMap<>();
            for (Attempt attempt : result.attempts()) {
                attempt.findings().stream()
                        .filter(finding -> finding.level() == level)
                        .forEach(finding -> byRequest
                                .computeIfAbsent(attempt.sent().name(), name -> new LinkedHashSet<>())
                                .add(finding.mismatch()));
            }
            byRequest.forEach((name, mismatches) -> MissTable.linesOf(new ArrayList<>(mismatches))
                    .forEach(line ->
                            lines.add(level + "  " + (name.isEmpty() ? "" : name + "  ") + line.stripTrailing())));
        }
        return lines;
    }

    /** Returns the first failed response in one line; empty if there is none. */
    static Optional<String> answer(InteractionResult result) {
        return result.attempts().stream()
                .filter(attempt -> !attempt.hasPassed())
                .findFirst()
                .map(Attempt::answer)
                .filter(answer -> answer.status() != 0)
                .map(answer -> String.join(
                                "  ",
                                "response",
                                String.valueOf(answer.status()),
                                Texts.cut(answer.excerpt().replaceAll("\\s+", " "), LONGEST_ANSWER),
                                answer.requestId())
                        .strip());
    }

    /** Returns the summary: counts by status, requests and time, the most frequent causes, and the outcome. */
    public static List<String> summary(VerificationResults report) {
        List<String> lines = new ArrayList<>(List.of("", counts(report)));
        List<Cause> causes = Cause.repeated(report);
        if (!causes.isEmpty()) {
            lines.add("by cause:");
            causes.forEach(cause -> lines.add(OneLine.of("  " + cause.level() + "  " + cause.sentence())));
        }
        lines.addAll(formLines(report));
        report.incomplete().ifPresent(sentence -> lines.add(OneLine.of(sentence)));
        lines.add(OneLine.of(report.summary()));
        return lines;
    }

    /** Returns which provider the target looks like, and its profile where the target was judged by another one. */
    static Optional<String> lookLine(VerificationResults report) {
        String looksLike = report.target().looksLike();
        Traits traits = report.target().traits();
        if (looksLike.isEmpty() && traits.unknown().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(OneLine.of("the target " + (looksLike.isEmpty() ? "looks like no known provider" : looksLike)
                + ", judged as " + report.target().profile()
                + (traits.measured() == 0 ? "" : "; " + traits.sentence())));
    }

    /** Returns the line on the provider, and a profile with the traits that its profile lacks. */
    static List<String> formLines(VerificationResults report) {
        List<String> lines = new ArrayList<>();
        lookLine(report).ifPresent(lines::add);
        Traits traits = report.target().traits();
        if (!traits.yaml().isEmpty()) {
            lines.add("a profile with the " + Words.counted(traits.unknown().size(), "trait")
                    + " that neither this nor OpenAI's has, for --profile FILE:");
            traits.yaml().lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    /** Returns the counts by status, and the number of requests and the time that were spent. */
    static String counts(VerificationResults report) {
        return report.count(Status.PASS) + " passed, " + report.count(Status.WARN) + " with warnings, "
                + report.count(Status.FAIL) + " failed, " + report.count(Status.PENDING) + " pending, "
                + report.count(Status.SKIP) + " skipped; " + Words.counted(report.requests(), "request") + " in "
                + Texts.seconds(report.took());
    }
}
