package dev.cannery.verify;

import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.report.HtmlReport;
import dev.cannery.internal.verify.report.JsonReport;
import dev.cannery.internal.verify.report.JunitReport;
import dev.cannery.internal.verify.report.MarkdownReport;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.VerificationResults;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of a verification. It never contains API keys. */
public final class VerificationReport {
    private final VerificationResults results;

    VerificationReport(VerificationResults results) {
        this.results = results;
    }

    /** Whether at least one interaction was verified, and none failed. */
    public boolean isPassed() {
        return results.outcome() == Outcome.PASSED;
    }

    /** Returns the result of each interaction in each form, in the order of the contracts. */
    public List<Result> results() {
        return results.results().stream().map(VerificationReport::result).toList();
    }

    private static Result result(InteractionResult result) {
        List<Finding> findings = result.findings().stream()
                .map(finding -> new Finding(
                        finding.code(),
                        finding.mismatch().path().toString(),
                        finding.mismatch().expected(),
                        finding.mismatch().actual().toString()))
                .toList();
        return new Result(
                result.subject().contract(),
                result.subject().interaction(),
                result.subject().form().isStream(),
                Status.valueOf(result.status().name()),
                findings);
    }

    /** Returns the report as text, as {@code cannery verify} prints it. */
    public String toText() {
        Stream<String> lines = Stream.concat(
                results.results().stream().flatMap(result -> ConsoleReport.lines(result).stream()),
                ConsoleReport.summary(results).stream());
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }

    /** Returns the report as an HTML page without external resources. */
    public String toHtml() {
        return HtmlReport.of(results);
    }

    /** Returns the report as Markdown, for the summary of a CI job. */
    public String toMarkdown() {
        return MarkdownReport.of(results);
    }

    /** Returns the report as JUnit XML. */
    public String toJunitXml() {
        return JunitReport.of(results);
    }

    /** Returns the report as JSON. */
    public String toJson() {
        return JsonReport.of(results);
    }

    @Override
    public String toString() {
        return toText();
    }

    /**
     * The result of one interaction in one form.
     *
     * @param contract the contract's name; {@code (target)} for checks of the provider itself
     * @param interaction the interaction's name
     * @param isStreamed whether the response was requested as a stream
     * @param status the status
     * @param findings the findings, in the order of the requests
     */
    public record Result(
            String contract, String interaction, boolean isStreamed, Status status, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /**
     * A problem in a response.
     *
     * @param id the stable id of the kind of finding, such as {@code C301}; {@code cannery explain C301} describes it
     * @param path the place in the response, such as {@code choices[0].message.content}
     * @param expected the expectation as text
     * @param actual the actual value as JSON; empty if there was none
     */
    public record Finding(String id, String path, String expected, String actual) {}

    /** The status of an interaction. */
    public enum Status {
        /** The provider satisfies it. */
        PASS,
        /** The provider satisfies it, with deviations from the schema that clients tolerate. */
        WARN,
        /** The provider does not satisfy it. */
        FAIL,
        /** The provider does not satisfy it, but this is known and does not fail the build. */
        PENDING,
        /** It was not sent, or the provider does not support what it needs. */
        SKIP
    }
}
