package dev.cannery.internal.cli;

import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.report.EarlierResults;
import dev.cannery.internal.verify.report.HtmlReport;
import dev.cannery.internal.verify.report.JsonReport;
import dev.cannery.internal.verify.report.JunitReport;
import dev.cannery.internal.verify.report.MarkdownReport;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.result.VerificationResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which results count and where they are written. */
final class ReportOptions {
    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit's XML.")
    private @Nullable Path junit;

    @Mixin
    private final Pages pages = new Pages();

    @Option(
            names = "--only-failed",
            paramLabel = "RESULTS",
            description = "Only what failed according to this file, which an earlier --json wrote.")
    private @Nullable Path earlier;

    @Option(
            names = "--baseline",
            paramLabel = "RESULTS",
            description =
                    "What failed according to this file, which an earlier --json wrote, is known and fails nothing.")
    private @Nullable Path baseline;

    /** Whether the target is asked again what it refuses: not where it is known to do so. */
    boolean asksRefusals() {
        if (earlier == null) {
            return true;
        }
        EarlierResults results = read(earlier);
        Subject refusals = VerificationRun.refusalsSubject();
        return results.hasFailed(refusals) || !results.has(refusals);
    }

    List<VerificationCase> chosen(List<VerificationCase> cases) {
        if (earlier == null) {
            return cases;
        }
        EarlierResults results = read(earlier);
        List<VerificationCase> failed =
                cases.stream().filter(one -> results.hasFailed(one.subject())).toList();
        if (failed.isEmpty() && !results.hasFailed(VerificationRun.refusalsSubject())) {
            throw new UserError("--only-failed: none of the " + cases.size() + " cases failed according to '" + earlier
                    + "', so there is nothing to verify again");
        }
        return failed;
    }

    /** How results are judged by what was kept before; read now, so that nothing is asked for in vain. */
    UnaryOperator<InteractionResult> judge() {
        return baseline == null ? result -> result : asBaseline(baseline)::judged;
    }

    private static EarlierResults asBaseline(Path file) {
        try {
            return read(file).asBaseline();
        } catch (IllegalArgumentException e) {
            throw new UserError("--baseline: " + e.getMessage());
        }
    }

    void write(VerificationResults report) {
        List<String> faults = new ArrayList<>();
        Pages.write(junit, JunitReport::of, report, WholeFileWriter::write, faults);
        pages.write(report, JsonReport::of, MarkdownReport::of, HtmlReport::of, faults);
        Pages.requireNone(faults);
    }

    private static EarlierResults read(Path file) {
        try {
            return EarlierResults.read(file);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** The options that say where results of any kind are written. */
    static final class Pages {
        @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
        private @Nullable Path json;

        @Option(names = "--markdown", paramLabel = "FILE", description = "Add the results to a file of Markdown.")
        private @Nullable Path markdown;

        @Option(names = "--html", paramLabel = "FILE", description = "Write the results as one page of HTML.")
        private @Nullable Path html;

        /**
         * Writes a report in each form that is asked for.
         *
         * @throws UserError that names those that could not be written, when the others are
         */
        <T> void write(
                T report, Function<T, String> asJson, Function<T, String> asMarkdown, Function<T, String> asHtml) {
            List<String> faults = new ArrayList<>();
            write(report, asJson, asMarkdown, asHtml, faults);
            requireNone(faults);
        }

        private <T> void write(
                T report,
                Function<T, String> asJson,
                Function<T, String> asMarkdown,
                Function<T, String> asHtml,
                List<String> faults) {
            write(json, asJson, report, WholeFileWriter::write, faults);
            write(html, asHtml, report, WholeFileWriter::write, faults);
            // a job's summary may hold the words of earlier steps
            write(markdown, asMarkdown, report, WholeFileWriter::append, faults);
        }

        private static void requireNone(List<String> faults) {
            if (!faults.isEmpty()) {
                throw new UserError(String.join("; ", faults));
            }
        }

        private static <T> void write(
                @Nullable Path file, Function<T, String> form, T report, Writing writing, List<String> faults) {
            if (file == null) {
                return;
            }
            try {
                writing.write(file, form.apply(report));
            } catch (IOException e) {
                faults.add("the report '" + file + "' cannot be written: " + WholeFileWriter.reason(e));
            }
        }
    }

    /** A way to write text to a file. */
    @FunctionalInterface
    private interface Writing {
        void write(Path file, String text) throws IOException;
    }
}
