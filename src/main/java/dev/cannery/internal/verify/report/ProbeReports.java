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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Writes the results of a probe in each report format. */
public final class ProbeReports {
    private static final int FORMAT = 1;
    private static final List<String> GROUPS =
            List.of("effect missing", "refused", "wrong value accepted", "echoed", "not determined", "honoured");

    private ProbeReports() {}

    /** Returns the verdict on a field as one line for a terminal. */
    public static String line(FieldVerdict verdict) {
        return OneLine.of(String.format(
                Locale.ROOT, "  %-8s  %-22s  %s", Words.of(verdict.treatment()), verdict.field(), verdict.how()));
    }

    /** Returns the fields of each endpoint grouped by treatment, missing effects first, honoured fields last. */
    public static List<String> fields(ProbeReport report) {
        List<String> lines = new ArrayList<>();
        for (ProbeReport.OfEndpoint one : report.endpoints()) {
            groups(one).forEach((title, all) -> {
                // the reason why the probe ended is printed once, below
                List<FieldVerdict> verdicts = all.stream()
                        .filter(verdict -> !how(verdict, one).isEmpty())
                        .toList();
                if (!verdicts.isEmpty()) {
                    lines.add("");
                    lines.add(title + where(one, report) + ": " + Words.counted(verdicts.size(), "field"));
                    verdicts.forEach(verdict -> lines.add(line(verdict)));
                }
            });
        }
        return lines;
    }

    /** Returns the endpoint of results, if there are several. */
    private static String where(ProbeReport.OfEndpoint one, ProbeReport report) {
        return report.endpoints().size() > 1 ? " at " + one.endpoint().path() : "";
    }

    /** Returns the fields by group, for all report formats. Fields of a group keep the order of the schema; no group is empty. */
    static Map<String, List<FieldVerdict>> groups(ProbeReport.OfEndpoint one) {
        Map<String, List<FieldVerdict>> groups = new LinkedHashMap<>();
        GROUPS.forEach(title -> groups.put(title, new ArrayList<>()));
        one.fields()
                .forEach(verdict -> groups.computeIfAbsent(group(verdict), title -> new ArrayList<>())
                        .add(verdict));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    private static String group(FieldVerdict verdict) {
        return switch (verdict.treatment()) {
            case IGNORED -> verdict.isWrongValueTaken() ? GROUPS.get(2) : GROUPS.get(0);
            case REFUSED -> GROUPS.get(1);
            case ECHOED -> GROUPS.get(3);
            case UNTRIED -> GROUPS.get(4);
            case HONOURED -> GROUPS.get(5);
        };
    }

    /** Returns the summary for a terminal: counts by treatment, invalid responses, and the outcome. */
    public static List<String> summary(ProbeReport report) {
        List<String> lines = new ArrayList<>();
        String spent = Words.counted(report.results().requests(), "request") + " in "
                + Texts.seconds(report.results().took());
        List<String> counts = counts(report);
        counts.set(counts.size() - 1, counts.get(counts.size() - 1) + "; " + spent);
        lines.addAll(counts);
        for (ProbeReport.OfEndpoint one : report.endpoints()) {
            one.invalid().forEach(finding -> lines.add("  FAIL  " + OneLine.of(sentence(finding))));
        }
        lines.addAll(ConsoleReport.formLines(report.results()));
        lines.add(OneLine.of(report.summary()));
        return lines;
    }

    /** Returns the whole report as indented JSON, which {@code probe.schema.json} describes. */
    public static String json(ProbeReport report) {
        ObjectNode root = Json.object().put("format", FORMAT);
        ObjectNode results = JsonReport.tree(report.results());
        List.of("target", "started_at", "took_ms", "requests").forEach(name -> root.set(name, results.get(name)));
        root.put("outcome", Words.of(report.outcome()))
                .put("exit_code", report.outcome().exitCode())
                .put("end", report.end());
        root.set("counts", tree(report::count));
        ArrayNode endpoints = root.putArray("endpoints");
        ArrayNode fields = root.putArray("fields");
        ArrayNode invalid = root.putArray("invalid");
        for (ProbeReport.OfEndpoint one : report.endpoints()) {
            String endpoint = one.endpoint().word();
            endpoints
                    .addObject()
                    .put("endpoint", endpoint)
                    .put("end", one.end())
                    .set("counts", tree(one::count));
            one.fields()
                    .forEach(verdict -> fields.addObject()
                            .put("endpoint", endpoint)
                            .put("field", verdict.field())
                            .put("treatment", Words.of(verdict.treatment()))
                            .put("how", verdict.how()));
            one.invalid()
                    .forEach(finding ->
                            JsonReport.add(finding, invalid.addObject().put("endpoint", endpoint)));
        }
        root.set("refusals", results.get("results"));
        return new String(Json.prettyBytes(root), StandardCharsets.UTF_8) + "\n";
    }

    private static ObjectNode tree(ToLongFunction<Treatment> count) {
        ObjectNode counts = Json.object();
        for (Treatment treatment : Treatment.values()) {
            counts.put(Words.of(treatment), count.applyAsLong(treatment));
        }
        return counts;
    }

    /** Returns the whole report as Markdown. */
    public static String markdown(ProbeReport report) {
        StringBuilder text = new StringBuilder("## ")
                .append(MarkdownReport.cell(title(report)))
                .append(": ")
                .append(MarkdownReport.cell(report.summary()))
                .append("\n\n")
                .append(MarkdownReport.cell(Texts.addresses(report.results().target())))
                .append("\n\n")
                .append(String.join("\n\n", counts(report)))
                .append("\n\n| | endpoint | field | |\n|---|---|---|---|\n");
        for (ProbeReport.OfEndpoint one : report.endpoints()) {
            for (FieldVerdict verdict : inGroups(one)) {
                text.append("| ")
                        .append(group(verdict))
                        .append(" | ")
                        .append(one.endpoint().word())
                        .append(" | `")
                        .append(verdict.field())
                        .append("` | ")
                        .append(MarkdownReport.cell(how(verdict, one)))
                        .append(" |\n");
            }
        }
        List<Finding> invalid = invalid(report);
        if (!invalid.isEmpty()) {
            text.append('\n');
        }
        invalid.forEach(finding -> text.append("- FAIL ")
                .append(MarkdownReport.cell(sentence(finding)))
                .append('\n'));
        MarkdownReport.results(report.results(), text.append('\n'));
        return text.toString();
    }

    private static List<Finding> invalid(ProbeReport report) {
        return report.endpoints().stream()
                .flatMap(one -> one.invalid().stream())
                .toList();
    }

    private static List<FieldVerdict> inGroups(ProbeReport.OfEndpoint one) {
        return groups(one).values().stream().flatMap(List::stream).toList();
    }

    /** Returns the whole report as one page of HTML. */
    public static String html(ProbeReport report) {
        VerificationResults results = report.results();
        Map<String, Object> values = Map.of(
                "end",
                report.end().isEmpty() ? "" : report.summary(),
                "tiles",
                Arrays.stream(Treatment.values())
                        .map(treatment ->
                                HtmlReport.tile(report.count(treatment), Words.of(treatment), style(treatment)))
                        .toList(),
                "invalid",
                invalid(report).stream().map(ProbeReports::sentence).toList(),
                "fields",
                report.endpoints().stream().flatMap(ProbeReports::rows).toList(),
                "results",
                results.results().stream()
                        .map(result -> HtmlReport.result(result, results.target()))
                        .toList());
        String heading = title(report) + ": " + (report.end().isEmpty() ? report.summary() : "ended early");
        return HtmlPage.of(title(report), heading, Texts.facts(results), HtmlPage.fill("probe", values));
    }

    private static Stream<Map<String, String>> rows(ProbeReport.OfEndpoint one) {
        return inGroups(one).stream()
                .map(verdict -> Map.of(
                        "style", style(verdict.treatment()),
                        "group", group(verdict),
                        "endpoint", one.endpoint().word(),
                        "field", verdict.field(),
                        "how", how(verdict, one)));
    }

    /** Returns how the verdict on the field was determined; empty if the reason is that the probe ended, which is printed once. */
    private static String how(FieldVerdict verdict, ProbeReport.OfEndpoint one) {
        return verdict.how().equals(one.end()) ? "" : verdict.how();
    }

    private static String title(ProbeReport report) {
        return "Probe of " + report.results().target().name();
    }

    /** Returns the counts by treatment, a line for each endpoint. */
    private static List<String> counts(ProbeReport report) {
        List<String> lines = new ArrayList<>();
        for (ProbeReport.OfEndpoint one : report.endpoints()) {
            List<String> counts = new ArrayList<>();
            for (Treatment treatment : Treatment.values()) {
                counts.add(one.count(treatment) + " " + Words.of(treatment));
            }
            lines.add(Words.counted(one.fields().size(), "field") + where(one, report) + ": "
                    + String.join(", ", counts));
        }
        return lines;
    }

    private static String sentence(Finding finding) {
        return finding.mismatch().sentence() + "  " + finding.code();
    }

    private static String style(Treatment treatment) {
        return switch (treatment) {
            case HONOURED -> "pass";
            case ECHOED, IGNORED -> "warn";
            case REFUSED -> "fail";
            case UNTRIED -> "skip";
        };
    }
}
