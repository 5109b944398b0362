package dev.cannery.internal.verify.report;

import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.result.VerificationResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as the XML of JUnit, which CI systems show: a suite for each contract, a case for each interaction and form. */
public final class JunitReport {
    private JunitReport() {}

    /** The whole document. */
    public static String of(VerificationResults report) {
        Map<String, List<InteractionResult>> suites = new LinkedHashMap<>();
        for (InteractionResult result : report.results()) {
            suites.computeIfAbsent(result.subject().contract(), name -> new ArrayList<>())
                    .add(result);
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"")
                .append(Markup.escaped("contracts against " + report.target().name()))
                .append('"')
                .append(counts(report.results()))
                .append(" time=\"")
                .append(seconds(report.took()))
                .append("\">\n");
        suites.forEach((name, results) -> suite(name, results, report, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(
            String name, List<InteractionResult> results, VerificationResults report, StringBuilder xml) {
        xml.append("  <testsuite name=\"")
                .append(Markup.escaped(name))
                .append('"')
                .append(counts(results))
                .append(" errors=\"0\" time=\"")
                .append(seconds(took(results)))
                .append("\" timestamp=\"")
                .append(report.startedAt().toString().replaceFirst("\\..*", ""))
                .append("\">\n");
        results.forEach(result -> testCase(result, xml));
        xml.append("  </testsuite>\n");
    }

    private static void testCase(InteractionResult result, StringBuilder xml) {
        xml.append("    <testcase classname=\"")
                .append(Markup.escaped(result.subject().contract()))
                .append("\" name=\"")
                .append(Markup.escaped(result.subject().interaction() + " ("
                        + result.subject().form().word() + ")"))
                .append('"')
                .append(place(result.subject()))
                .append(" time=\"")
                .append(seconds(took(List.of(result))))
                .append("\">\n");
        outcome(result, xml);
        xml.append("    </testcase>\n");
    }

    /** The file and line of a contract; one built in Java, and the target itself, have none. */
    private static String place(Subject subject) {
        SourceLocation source = subject.source();
        return source.line() == 0
                ? ""
                : " file=\"" + Markup.escaped(source.file()) + "\" line=\"" + source.line() + "\"";
    }

    private static void outcome(InteractionResult result, StringBuilder xml) {
        List<String> lines = new ArrayList<>(ConsoleReport.findings(result));
        if (result.score().tried() > 1) {
            lines.add(0, result.score() + " as promised");
        }
        if (result.status() == Status.FAIL) {
            ConsoleReport.answer(result).ifPresent(lines::add);
        }
        String text = Markup.escaped(lines.stream().map(OneLine::of).collect(Collectors.joining("\n")));
        if (result.status() == Status.FAIL) {
            xml.append("      <failure message=\"")
                    .append(Markup.escaped(Texts.firstFailure(result)))
                    .append("\" type=\"")
                    .append(Texts.firstCode(result))
                    .append("\">")
                    .append(text)
                    .append("</failure>\n");
            return;
        }
        if (isLeftOut(result)) {
            String word = result.status().name().toLowerCase(Locale.ROOT);
            xml.append("      <skipped message=\"")
                    .append(Markup.escaped(word + ": " + result.reason()))
                    .append("\"/>\n");
        }
        if (!text.isEmpty()) {
            xml.append("      <system-out>").append(text).append("</system-out>\n");
        }
    }

    private static boolean isLeftOut(InteractionResult result) {
        return result.status() == Status.SKIP || result.status() == Status.PENDING;
    }

    private static String counts(List<InteractionResult> results) {
        long failures = results.stream()
                .filter(result -> result.status() == Status.FAIL)
                .count();
        long skipped = results.stream().filter(JunitReport::isLeftOut).count();
        return " tests=\"" + results.size() + "\" failures=\"" + failures + "\" skipped=\"" + skipped + "\"";
    }

    private static Duration took(List<InteractionResult> results) {
        return results.stream()
                .flatMap(result -> result.attempts().stream())
                .map(attempt -> attempt.answer().elapsed())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
