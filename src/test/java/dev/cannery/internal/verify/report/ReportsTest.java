package dev.cannery.internal.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.verify.probe.FieldVerdict;
import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.InteractionResult.Score;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.verify.result.VerificationResults.TargetFacts;
import dev.cannery.internal.verify.trait.Traits;
import dev.cannery.internal.wire.Json;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The reports of one result that contains hostile texts. */
class ReportsTest {
    private static final Path SCHEMA =
            Path.of("src/main/resources/dev/cannery/internal/verify/report/verification.schema.json");
    private static final Path PROBE_SCHEMA =
            Path.of("src/main/resources/dev/cannery/internal/verify/report/probe.schema.json");
    private static final String HOSTILE = "</script><b>\"'&| `x` \u0001]]>";

    @TempDir
    private Path folder;

    @Test
    void theTerminalShowsEachResultAndTheSummary() {
        List<String> lines = new ArrayList<>();
        report().results().forEach(result -> lines.addAll(ConsoleReport.lines(result)));
        lines.addAll(ConsoleReport.summary(report()));

        GoldenFile.of("verify/report.txt").assertHolds(String.join("\n", lines) + "\n");
    }

    @Test
    void junitXmlIsWellFormedForEveryText() throws Exception {
        String xml = JunitReport.of(report());

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        GoldenFile.of("verify/report.xml").assertHolds(xml);
    }

    @Test
    void theJsonConformsToItsSchema() throws Exception {
        String json = JsonReport.of(report());

        Findings findings = Findings.collecting(null);
        ConformsTo.of(Json.parse(Files.readAllBytes(SCHEMA))).check(Json.parse(json), FieldPath.of("report"), findings);
        assertThat(findings.mismatches()).isEmpty();
        GoldenFile.of("verify/report.json").assertHolds(json);
    }

    @Test
    void markdownContainsNoMarkupFromOutside() {
        String markdown = MarkdownReport.of(report());

        assertThat(markdown).doesNotContain("</script>", "<b>\"");
        GoldenFile.of("verify/report.md").assertHolds(markdown);
    }

    @Test
    void thePageContainsNoMarkupFromOutsideAndNoKey() {
        String page = HtmlReport.of(report());

        assertThat(page).doesNotContain("</script>", "<b>\"").contains("authorization: Bearer $THE_KEY");
        GoldenFile.of("verify/report.html").assertHolds(page);
    }

    @Test
    void eachReportNamesTheAddressOfEachEndpoint() {
        assertThat(List.of(
                        JsonReport.of(report()),
                        MarkdownReport.of(report()),
                        HtmlReport.of(report()),
                        JunitReport.of(report())))
                .allSatisfy(text ->
                        assertThat(text).contains("https://host/v1/chat/completions", "https://host/v1/responses"));
        assertThat(HtmlReport.of(report()))
                .contains(
                        "curl -N &#39;https://host/v1/chat/completions&#39;",
                        "curl -N &#39;https://host/v1/responses&#39;");
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        String hostile = "a\u001b[2Jb\r\nc\u0000d\u009b";
        InteractionResult result = result(hostile, Status.FAIL, hostile, new Score(0, 1, 1), List.of(broken()));

        assertThat(ConsoleReport.lines(result))
                .allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
        assertThat(ProbeReports.line(new FieldVerdict("n", Treatment.REFUSED, "400 " + hostile))
                        .chars())
                .noneMatch(Character::isISOControl);
    }

    @Test
    void aVerdictOnAWrongValueDoesNotDependOnItsText() {
        FieldVerdict taken = FieldVerdict.ofWrongValueTaken("n", "-1");
        FieldVerdict missing = new FieldVerdict("stop", Treatment.IGNORED, taken.how());
        ProbeReport.OfEndpoint probe =
                new ProbeReport.OfEndpoint(ChatEndpoint.CHAT_COMPLETIONS, List.of(taken, missing), List.of(), "");

        assertThat(ProbeReports.groups(probe))
                .containsEntry("wrong value accepted", List.of(taken))
                .containsEntry("effect missing", List.of(missing));
    }

    @Test
    void reportsAProbeInEachFormat() throws Exception {
        ProbeReport probe = new ProbeReport(
                report(),
                List.of(
                        new ProbeReport.OfEndpoint(
                                ChatEndpoint.CHAT_COMPLETIONS,
                                List.of(
                                        new FieldVerdict("model", Treatment.HONOURED, "the response shows its effect"),
                                        new FieldVerdict("n", Treatment.IGNORED, "its effect is missing: " + HOSTILE),
                                        new FieldVerdict("audio", Treatment.REFUSED, "400 " + HOSTILE),
                                        new FieldVerdict("stop", Treatment.UNTRIED, "429 " + HOSTILE)),
                                List.of(broken()),
                                ""),
                        new ProbeReport.OfEndpoint(
                                ChatEndpoint.RESPONSES,
                                List.of(
                                        new FieldVerdict("user", Treatment.ECHOED, "the response repeats " + HOSTILE),
                                        new FieldVerdict("store", Treatment.UNTRIED, "the budget is used up")),
                                List.of(),
                                "the budget is used up")));
        String json = ProbeReports.json(probe);

        Findings findings = Findings.collecting(null);
        ConformsTo.of(Json.parse(Files.readAllBytes(PROBE_SCHEMA)))
                .check(Json.parse(json), FieldPath.of("report"), findings);
        assertThat(findings.mismatches()).isEmpty();
        GoldenFile.of("verify/probe.json").assertHolds(json);
        GoldenFile.of("verify/probe.md").assertHolds(ProbeReports.markdown(probe));
        GoldenFile.of("verify/probe.html").assertHolds(ProbeReports.html(probe));
        assertThat(ProbeReports.markdown(probe) + ProbeReports.html(probe)).doesNotContain("</script>", "<b>\"");
        assertThat(probe.outcome().exitCode()).isEqualTo(1);
    }

    @Test
    void aBaselineExcusesOnlyEarlierFailures() throws Exception {
        Path file = folder.resolve("before.json");
        Files.writeString(file, JsonReport.of(report()));
        EarlierResults earlier = EarlierResults.read(file);

        InteractionResult broken = report().results().get(2);
        InteractionResult sound = report().results().get(0);
        InteractionResult nowBroken =
                new InteractionResult(sound.subject(), Status.FAIL, "", false, broken.score(), broken.attempts());
        assertThat(earlier.judged(broken).status()).isEqualTo(Status.PENDING);
        assertThat(earlier.judged(nowBroken).status()).isEqualTo(Status.FAIL);
    }

    private static VerificationResults report() {
        TargetFacts target = new TargetFacts(
                "openai",
                new TreeMap<>(Map.of(
                        ChatEndpoint.CHAT_COMPLETIONS,
                        "https://host/v1/chat/completions",
                        ChatEndpoint.RESPONSES,
                        "https://host/v1/responses")),
                "openai",
                "gpt-4o-mini",
                "THE_KEY",
                "authorization",
                "looks like vllm 0.24.0 (system_fingerprint vllm-0.24.0-tp4-6d31f84d)",
                new Traits(
                        "vllm",
                        14,
                        15,
                        List.of("index of calls in a stream absent, not counting"),
                        List.of("openai-java's accumulator (no index)"),
                        List.of("index of calls in a stream"),
                        "profile: ours\nextends: vllm\n"));
        return new VerificationResults(
                target,
                List.of(
                        result("asks for the weather", Status.PASS, "", new Score(4, 5, 4), List.of()),
                        result("says hello", Status.WARN, "", new Score(1, 1, 1), List.of(tolerated())),
                        result(HOSTILE, Status.FAIL, "", new Score(0, 1, 1), List.of(broken(), tolerated())),
                        result(
                                "is not there yet",
                                Status.PENDING,
                                "pending in the contract",
                                new Score(0, 1, 1),
                                List.of(broken())),
                        result(
                                "sees",
                                Status.SKIP,
                                "needs vision, which the target does not declare",
                                Score.NONE,
                                List.of())),
                Instant.parse("2026-09-30T12:00:00Z"),
                Duration.ofMillis(2_345),
                8,
                null);
    }

    private static InteractionResult result(
            String name, Status status, String reason, Score score, List<Finding> findings) {
        RequestedForm form = switch (status) {
            case FAIL -> RequestedForm.STREAM;
            case PENDING -> RequestedForm.RESPONSES_JSON;
            default -> RequestedForm.JSON;
        };
        Subject subject = new Subject("weather", name, new SourceLocation("contracts/weather.yaml", 9, 5), form);
        ObjectNode request = Json.object().put("model", "gpt-4o-mini").put("user", "it's " + HOSTILE);
        List<Duration> events = form == RequestedForm.STREAM
                ? List.of(Duration.ofMillis(100), Duration.ofMillis(130), Duration.ofMillis(400))
                : List.of();
        List<Attempt> attempts = status == Status.SKIP
                ? List.of()
                : List.of(new Attempt(1, Attempt.Sent.of(request), answer(events), findings));
        return new InteractionResult(subject, status, reason, false, score, attempts);
    }

    private static Attempt.Answer answer(List<Duration> events) {
        return new Attempt.Answer(200, Duration.ofMillis(420), events, "{\"id\":\"" + HOSTILE, "x-request-id: req_1");
    }

    private static Finding broken() {
        FieldPath at = FieldPath.of("choices").element(0).member("message").member("content");
        return new Finding(
                Level.FAIL, new Mismatch(FindingId.VALUE, at, "text containing \"<i>\"", TextNode.valueOf(HOSTILE)));
    }

    private static Finding tolerated() {
        FieldPath at = FieldPath.of("system_fingerprint");
        return new Finding(
                Level.WARN,
                new Mismatch(
                        FindingId.ANSWER_TYPE, at, "a string", Json.object().nullNode()));
    }
}
