package dev.cannery.internal.verify.report;

import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Markup;
import java.util.ArrayList;
import java.util.List;

/** Writes the report as Markdown, for the summary of a CI job. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** Returns the whole report: the outcome, a table of the interactions, and the findings of those that failed. */
    public static String of(VerificationResults report) {
        StringBuilder text = new StringBuilder("## Contracts against ")
                .append(cell(report.target().name()))
                .append(": ")
                .append(cell(report.summary()))
                .append("\n\n");
        text.append(cell(Texts.addresses(report.target()))).append("\n\n");
        text.append(ConsoleReport.counts(report)).append("\n\n");
        report.incomplete()
                .ifPresent(sentence -> text.append("**").append(cell(sentence)).append("**\n\n"));
        causes(report, text);
        results(report, text);
        return text.toString();
    }

    private static void causes(VerificationResults report, StringBuilder text) {
        List<Cause> causes = Cause.repeated(report);
        if (!causes.isEmpty()) {
            text.append("| | | cause | found in |\n|---|---|---|---|\n");
            causes.forEach(cause -> text.append("| ")
                    .append(String.join(" | ", cause.level().name(), cause.code(), cell(cause.what()), cause.share()))
                    .append(" |\n"));
            text.append('\n');
        }
    }

    /** Appends the table of results and their findings. */
    static void results(VerificationResults report, StringBuilder text) {
        text.append("| | contract | interaction | form | passed | |\n|---|---|---|---|---|---|\n");
        for (InteractionResult result : Texts.worstFirst(report)) {
            String why = result.status() == Status.FAIL ? Texts.firstFailure(result) : result.reason();
            String score = result.score().tried() == 0 ? "" : result.score().toString();
            text.append("| ")
                    .append(String.join(
                            " | ",
                            List.of(
                                    result.status().name(),
                                    cell(result.subject().contract()),
                                    cell(result.subject().interaction()),
                                    result.subject().form().word(),
                                    score,
                                    cell(why))))
                    .append(" |\n");
        }
        Texts.worstFirst(report).stream()
                .filter(result -> !ConsoleReport.findings(result).isEmpty())
                .forEach(result -> details(result, text));
    }

    private static void details(InteractionResult result, StringBuilder text) {
        List<String> lines = new ArrayList<>(ConsoleReport.findings(result));
        ConsoleReport.answer(result).ifPresent(lines::add);
        lines.replaceAll(OneLine::of);
        text.append("\n<details><summary>")
                .append(Markup.escaped(result.status() + " " + result.subject().title()))
                .append("</summary>\n\n<pre>\n")
                .append(Markup.escaped(String.join("\n", lines)))
                .append("\n</pre>\n\n</details>\n");
    }

    /** Escapes a text for a table cell, so that it contains neither Markdown nor markup. */
    static String cell(String text) {
        return Markup.escaped(text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]|#!~])", "\\\\$1"));
    }
}
