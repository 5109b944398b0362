package dev.cannery.verify.report;

import dev.cannery.contract.rule.Mismatch;
import dev.cannery.matching.MissTable;
import dev.cannery.source.OneLine;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.Level;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.result.VerificationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The report as a terminal shows it. */
public final class ConsoleReport {
    private static final int MARK_WIDTH = 7;

    private ConsoleReport() {}

    /** One result: a line, a line for each finding, and why it was left out. */
    public static List<String> lines(InteractionResult result) {
        List<String> lines = new ArrayList<>();
        String mark = result.status().name();
        String place = Texts.place(result);
        StringBuilder head = new StringBuilder("  ")
                .append(mark)
                .append(" ".repeat(MARK_WIDTH - mark.length()))
                .append("  ")
                .append(result.subject().title());
        if (result.score().tried() > 1) {
            head.append("  ").append(result.score());
        }
        if (!place.isEmpty()) {
            head.append("  ").append(place);
        }
        if (!result.reason().isEmpty()) {
            head.append("  ").append(result.reason());
        }
        lines.add(OneLine.of(head.toString()));
        lines.addAll(findings(result));
        return lines;
    }

    /** The findings of a result, failures first, each once however many repetitions showed it. */
    static List<String> findings(InteractionResult result) {
        List<String> lines = new ArrayList<>();
        for (Level level : List.of(Level.FAIL, Level.WARN)) {
            List<Mismatch> mismatches = new ArrayList<>(new LinkedHashSet<>(result.findings().stream()
                    .filter(finding -> finding.level() == level)
                    .map(Finding::mismatch)
                    .toList()));
            MissTable.linesOf(mismatches)
                    .forEach(line -> lines.add(OneLine.of("    " + level + "  " + line.stripTrailing())));
        }
        return lines;
    }

    /** How many came off how, what was spent, and what it comes to. */
    public static List<String> summary(VerificationReport report) {
        String counts = report.count(Status.PASS) + " passed, " + report.count(Status.WARN) + " with warnings, "
                + report.count(Status.FAIL) + " failed, " + report.count(Status.PENDING) + " pending, "
                + report.count(Status.SKIP) + " skipped";
        return List.of(
                "",
                counts + "; " + Texts.counted(report.requests(), "request") + " in " + Texts.seconds(report.took()),
                report.outcome().words());
    }
}
