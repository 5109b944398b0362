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

/** The report as a terminal shows it, result by result: what an earlier result showed already is not shown in full again. */
public final class ConsoleReport {
    private static final int MARK_WIDTH = 7;
    private static final int LONGEST_ANSWER = 160;

    private final Set<String> shown = new HashSet<>();

    /** One result: a line, and what is new in it: a line for each finding, and the answer where it failed. */
    public List<String> next(InteractionResult result) {
        List<String> findings = findings(result);
        if (findings.isEmpty() || result.subject().isTarget() || !shown.containsAll(findings)) {
            shown.addAll(findings);
            return lines(result);
        }
        String codes = result.findings().stream().map(Finding::code).distinct().collect(Collectors.joining(", "));
        return List.of(OneLine.of(head(result) + "  " + codes + " as above"));
    }

    /** One result in full. */
    public static List<String> lines(InteractionResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(OneLine.of(head(result)));
        findings(result).forEach(line -> lines.add(OneLine.of("    " + line)));
        if (result.status() == Status.FAIL) {
            answer(result).ifPresent(line -> lines.add(OneLine.of("    " + line)));
        }
        return lines;
    }

    private static String head(InteractionResult result) {
        String mark = result.status().name();
        StringBuilder head = new StringBuilder("  ")
                .append(mark)
                .append(" ".repeat(MARK_WIDTH - mark.length()))
                .append("  ")
                .append(result.subject().title());
        if (result.score().tried() > 1) {
            head.append("  ").append(result.score());
        }
        for (String more : List.of(Texts.place(result), result.reason())) {
            if (!more.isEmpty()) {
                head.append("  ").append(more);
            }
        }
        return head.toString();
    }

    /** The findings of a result, failures first, each once however many repetitions showed it. */
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

    /** What came back where it failed first, in a line; empty where nothing did. */
    static Optional<String> answer(InteractionResult result) {
        return result.attempts().stream()
                .filter(attempt -> !attempt.isKept())
                .findFirst()
                .map(Attempt::answer)
                .filter(answer -> answer.status() != 0)
                .map(answer -> String.join(
                                "  ",
                                "answer",
                                String.valueOf(answer.status()),
                                Texts.cut(answer.excerpt().replaceAll("\\s+", " "), LONGEST_ANSWER),
                                answer.requestId())
                        .strip());
    }

    /** How many came off how, what was spent, what went wrong most often, and what it comes to. */
    public static List<String> summary(VerificationResults report) {
        List<String> lines = new ArrayList<>(List.of("", counts(report)));
        List<Cause> causes = Cause.repeated(report);
        if (!causes.isEmpty()) {
            lines.add("by cause:");
            causes.forEach(cause -> lines.add(OneLine.of("  " + cause.level() + "  " + cause.sentence())));
        }
        report.incomplete().ifPresent(sentence -> lines.add(OneLine.of(sentence)));
        lines.add(OneLine.of(report.words()));
        return lines;
    }

    /** How many came off how, and what was spent. */
    static String counts(VerificationResults report) {
        return report.count(Status.PASS) + " passed, " + report.count(Status.WARN) + " with warnings, "
                + report.count(Status.FAIL) + " failed, " + report.count(Status.PENDING) + " pending, "
                + report.count(Status.SKIP) + " skipped; " + Words.counted(report.requests(), "request") + " in "
                + Texts.seconds(report.took());
    }
}
