package dev.cannery.cli;

import dev.cannery.verify.VerificationCase;
import dev.cannery.verify.report.EarlierResults;
import dev.cannery.verify.report.HtmlReport;
import dev.cannery.verify.report.JsonReport;
import dev.cannery.verify.report.JunitReport;
import dev.cannery.verify.report.MarkdownReport;
import dev.cannery.verify.result.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            description = "Fail only for what was kept according to this file, which an earlier --json wrote.")
    private @Nullable Path baseline;

    List<VerificationCase> chosen(List<VerificationCase> cases) {
        if (earlier == null) {
            return cases;
        }
        EarlierResults results = read(earlier);
        List<VerificationCase> failed =
                cases.stream().filter(one -> results.hasFailed(one.subject())).toList();
        if (failed.isEmpty()) {
            throw new UserError("--only-failed: none of the " + cases.size() + " cases failed according to '" + earlier
                    + "', so there is nothing to verify again");
        }
        return failed;
    }

    /** How results are judged by what was kept before; read now, so that nothing is asked for in vain. */
    UnaryOperator<VerificationReport> judge() {
        if (baseline == null) {
            return report -> report;
        }
        EarlierResults results = read(baseline);
        return report -> report.with(results::judged);
    }

    void write(VerificationReport report) {
        Pages.write(junit, report, JunitReport::of);
        pages.write(report, JsonReport::of, MarkdownReport::of, HtmlReport::of);
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

        /** Writes a report in each form that is asked for. */
        <T> void write(
                T report, Function<T, String> asJson, Function<T, String> asMarkdown, Function<T, String> asHtml) {
            write(json, report, asJson);
            write(html, report, asHtml);
            // a job's summary may hold the words of earlier steps
            String before = markdown != null && Files.isRegularFile(markdown) ? text(markdown) : "";
            write(markdown, report, results -> before + asMarkdown.apply(results));
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UserError("'" + file + "' cannot be read");
            }
        }

        private static <T> void write(@Nullable Path file, T report, Function<T, String> form) {
            if (file == null) {
                return;
            }
            try {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(file, form.apply(report));
            } catch (IOException e) {
                throw new UserError("the report '" + file + "' cannot be written");
            }
        }
    }
}
