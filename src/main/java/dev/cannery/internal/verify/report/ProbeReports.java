package dev.cannery.internal.verify.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.verify.probe.FieldVerdict;
import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the results of a probe in each report format. */
public final class ProbeReports {
    private static final int FORMAT = 1;
    private static final List<String> GROUPS =
            List.of("effect missing", "refused", "wrong value accepted", "could not be tried", "honoured");

    private ProbeReports() {}

    /** Returns the verdict on a field as one line for a terminal. */
    public static String line(FieldVerdict verdict) {
        return OneLine.of(String.format(
                Locale.ROOT, "  %-8s  %-22s  %s", Words.of(verdict.treatment()), verdict.field(), verdict.how()));
    }

    /** Returns the fields grouped by treatment, missing effects first, honoured fields last. */
    public static List<String> fields(ProbeReport report) {
        List<String> lines = new ArrayList<>();
        groups(report).forEach((title, all) -> {
            // the reason why the probe ended is printed once, below
            List<FieldVerdict> verdicts = all.stream()
                    .filter(verdict -> report.end().isEmpty() || !verdict.how().equals(report.end()))
                    .toList();
            if (verdicts.isEmpty()) {
                return;
            }
            lines.add("");
            lines.add(title + ": " + Words.counted(verdicts.size(), "field"));
            verdicts.forEach(verdict -> lines.add(line(verdict)));
        });
        return lines;
    }

    /** Returns the fields by group, for all report formats. Fields of a group keep the order of the schema; no group is empty. */
    static Map<String, List<FieldVerdict>> groups(ProbeReport report) {
        Map<String, List<FieldVerdict>> groups = new LinkedHashMap<>();
        GROUPS.forEach(title -> groups.put(title, new ArrayList<>()));
        report.fields()
                .forEach(verdict -> groups.computeIfAbsent(group(verdict), title -> new ArrayList<>())
                        .add(verdict));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    private static String group(FieldVerdict verdict) {
        return switch (verdict.treatment()) {
            case IGNORED -> verdict.isWrongValueTaken() ? GROUPS.get(2) : GROUPS.get(0);
            case REFUSED -> GROUPS.get(1);
            case UNTRIED -> GROUPS.get(3);
            case HONOURED -> GROUPS.get(4);
        };
    }

    /** Returns the summary for a terminal: counts by treatment, invalid responses, and the outcome. */
    public static List<String> summary(ProbeReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(counts(report) + "; " + Words.counted(report.refusals().requests(), "request") + " in "
                + Texts.seconds(report.refusals().took()));
        report.invalid().forEach(finding -> lines.add("  FAIL  " + OneLine.of(sentence(finding))));
        lines.addAll(ConsoleReport.formLines(report.refusals()));
        lines.add(OneLine.of(report.summary()));
        return lines;
    }

    /** Returns the whole report as indented JSON, which {@code probe.schema.json} describes. */
    public static String json(ProbeReport report) {
        ObjectNode root = Json.object().put("format", FORMAT);
        ObjectNode refusals = JsonReport.tree(report.refusals());
        List.of("target", "started_at", "took_ms", "requests").forEach(name -> root.set(name, refusals.get(name)));
        root.put("outcome", Words.of(report.outcome()))
                .put("exit_code", report.outcome().exitCode())
                .put("end", report.end());
        ObjectNode counts = root.putObject("counts");
        for (Treatment treatment : Treatment.values()) {
            counts.put(Words.of(treatment), report.count(treatment));
        }
        ArrayNode fields = root.putArray("fields");
        report.fields()
                .forEach(verdict -> fields.addObject()
                        .put("field", verdict.field())
                        .put("treatment", Words.of(verdict.treatment()))
                        .put("how", verdict.how()));
        ArrayNode invalid = root.putArray("invalid");
        report.invalid().forEach(finding -> JsonReport.add(finding, invalid.addObject()));
        root.set("refusals", refusals.get("results"));
        return new String(Json.prettyBytes(root), StandardCharsets.UTF_8) + "\n";
    }

    /** Returns the whole report as Markdown. */
    public static String markdown(ProbeReport report) {
        StringBuilder text = new StringBuilder("## ")
                .append(MarkdownReport.cell(title(report)))
                .append(": ")
                .append(MarkdownReport.cell(report.summary()))
                .append("\n\n")
                .append(counts(report))
                .append("\n\n| | field | |\n|---|---|---|\n");
        for (FieldVerdict verdict :
                groups(report).values().stream().flatMap(List::stream).toList()) {
            text.append("| ")
                    .append(group(verdict))
                    .append(" | `")
                    .append(verdict.field())
                    .append("` | ")
                    .append(MarkdownReport.cell(how(verdict, report)))
                    .append(" |\n");
        }
        if (!report.invalid().isEmpty()) {
            text.append('\n');
        }
        report.invalid()
                .forEach(finding -> text.append("- FAIL ")
                        .append(MarkdownReport.cell(sentence(finding)))
                        .append('\n'));
        MarkdownReport.results(report.refusals(), text.append('\n'));
        return text.toString();
    }

    /** Returns the whole report as one page of HTML. */
    public static String html(ProbeReport report) {
        VerificationResults refusals = report.refusals();
        Map<String, Object> values = Map.of(
                "end",
                report.end(),
                "tiles",
                Arrays.stream(Treatment.values())
                        .map(treatment ->
                                HtmlReport.tile(report.count(treatment), Words.of(treatment), style(treatment)))
                        .toList(),
                "invalid",
                report.invalid().stream().map(ProbeReports::sentence).toList(),
                "fields",
                groups(report).values().stream()
                        .flatMap(List::stream)
                        .map(verdict -> Map.of(
                                "style", style(verdict.treatment()),
                                "group", group(verdict),
                                "field", verdict.field(),
                                "how", how(verdict, report)))
                        .toList(),
                "results",
                refusals.results().stream()
                        .map(result -> HtmlReport.result(result, refusals.target()))
                        .toList());
        String heading = title(report) + ": " + (report.end().isEmpty() ? report.summary() : "ended early");
        return HtmlPage.of(title(report), heading, Texts.facts(refusals), HtmlPage.fill("probe", values));
    }

    /** Returns how the verdict on the field was determined; empty if the reason is that the probe ended, which is printed once. */
    private static String how(FieldVerdict verdict, ProbeReport report) {
        return verdict.how().equals(report.end()) ? "" : verdict.how();
    }

    private static String title(ProbeReport report) {
        return "Probe of " + report.refusals().target().name();
    }

    private static String counts(ProbeReport report) {
        List<String> counts = new ArrayList<>();
        for (Treatment treatment : Treatment.values()) {
            counts.add(report.count(treatment) + " " + Words.of(treatment));
        }
        return Words.counted(report.fields().size(), "field") + ": " + String.join(", ", counts);
    }

    private static String sentence(Finding finding) {
        return finding.mismatch().sentence() + "  " + finding.code();
    }

    private static String style(Treatment treatment) {
        return switch (treatment) {
            case HONOURED -> "pass";
            case IGNORED -> "warn";
            case REFUSED -> "fail";
            case UNTRIED -> "skip";
        };
    }
}
