package dev.cannery.internal.cli;

import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.report.HtmlReport;
import dev.cannery.internal.verify.report.JsonReport;
import dev.cannery.internal.verify.report.JunitReport;
import dev.cannery.internal.verify.report.MarkdownReport;
import dev.cannery.internal.verify.report.ProbeReports;
import dev.cannery.internal.verify.result.VerificationResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the report files. */
class ReportFiles {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file as JSON.")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Append the results to this file as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the results to this file as an HTML page.")
    private @Nullable Path html;

    private final List<String> faults = new ArrayList<>();

    void write(ProbeReport report) {
        writePages(
                () -> ProbeReports.json(report), () -> ProbeReports.markdown(report), () -> ProbeReports.html(report));
        requireAll();
    }

    final void writePages(Supplier<String> asJson, Supplier<String> asMarkdown, Supplier<String> asHtml) {
        write(json, asJson, WholeFileWriter::write);
        write(html, asHtml, WholeFileWriter::write);
        // the summary file of a CI job may hold text of earlier steps
        write(markdown, asMarkdown, WholeFileWriter::append);
    }

    final void write(@Nullable Path file, Supplier<String> text, Writing writing) {
        if (file == null) {
            return;
        }
        try {
            writing.write(file, text.get());
        } catch (IOException e) {
            faults.add("cannot write the report '" + file + "': " + WholeFileWriter.reason(e));
        }
    }

    /** Throws a usage error that lists the files that could not be written. Call it after all files were tried. */
    final void requireAll() {
        if (!faults.isEmpty()) {
            throw new UserError(String.join("; ", faults));
        }
    }

    /** Writes text to a file. */
    @FunctionalInterface
    interface Writing {
        void write(Path file, String text) throws IOException;
    }

    /** Report files that include JUnit XML for CI servers. */
    static final class WithJunit extends ReportFiles {
        @Option(names = "--junit", paramLabel = "FILE", description = "Write the results to this file as JUnit XML.")
        private @Nullable Path junit;

        void write(VerificationResults report) {
            write(junit, () -> JunitReport.of(report), WholeFileWriter::write);
            writePages(() -> JsonReport.of(report), () -> MarkdownReport.of(report), () -> HtmlReport.of(report));
            requireAll();
        }
    }
}
