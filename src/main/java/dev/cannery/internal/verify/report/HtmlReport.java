package dev.cannery.internal.verify.report;

import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the report as one HTML page, with the templates {@code verification.hbs} and {@code result.hbs}. */
public final class HtmlReport {
    private static final int SHORT = 700;

    private HtmlReport() {}

    /** Returns the whole page. */
    public static String of(VerificationResults report) {
        String title = "Contracts against " + report.target().name();
        Map<String, Object> values = Map.of(
                "tiles",
                Arrays.stream(Status.values())
                        .map(status -> tile(report.count(status), Words.of(status), Words.of(status)))
                        .toList(),
                "incomplete",
                report.incomplete().orElse(""),
                "causes",
                Cause.repeated(report).stream().map(HtmlReport::cause).toList(),
                "results",
                Texts.worstFirst(report).stream()
                        .map(result -> result(result, report.target()))
                        .toList());
        String heading = title + ": " + report.summary();
        return HtmlPage.of(title, heading, Texts.facts(report), HtmlPage.fill("verification", values));
    }

    /** Returns the values of a tile: a number and a label. */
    static Map<String, Object> tile(long count, String word, String style) {
        return Map.of("count", count, "word", word, "style", style);
    }

    private static Map<String, Object> cause(Cause cause) {
        return Map.of(
                "level", cause.level().name(),
                "style", Words.of(cause.level()),
                "code", cause.code(),
                "what", cause.what(),
                "share", cause.share());
    }

    /** Returns the values of one result. The page unfolds it if it failed. */
    static Map<String, Object> result(InteractionResult result, VerificationResults.TargetFacts target) {
        String score = result.score().tried() > 1 ? " " + result.score() : "";
        return Map.of(
                "isOpen", result.status() == Status.FAIL,
                "status", result.status().name(),
                "style", Words.of(result.status()),
                "title", result.subject().title() + score,
                "source", Texts.place(result),
                "reason", result.reason(),
                "attempts",
                        Texts.failingFirst(result).stream()
                                .map(attempt -> attempt(result, attempt, target))
                                .toList());
    }

    private static Map<String, Object> attempt(
            InteractionResult result, Attempt attempt, VerificationResults.TargetFacts target) {
        Attempt.Answer answer = attempt.answer();
        int number = result.attempts().indexOf(attempt) + 1;
        String address = target.addresses().getOrDefault(result.subject().form().endpoint(), "");
        List<Map<String, Object>> texts = new ArrayList<>(List.of(text("the request", curl(attempt, address, target))));
        if (!attempt.findings().isEmpty() && !answer.excerpt().isBlank()) {
            texts.add(text("the response", answer.excerpt()));
        }
        String name = attempt.sent().name();
        String heading = "request " + number + ", " + (name.isEmpty() ? "turn " + attempt.turn() : name) + ": "
                + (answer.status() == 0 ? "no response" : "status " + answer.status()) + " after "
                + answer.elapsed().toMillis() + " ms" + (answer.requestId().isEmpty() ? "" : ", " + answer.requestId());
        return Map.of(
                "heading",
                heading,
                "findings",
                attempt.findings().stream().map(HtmlReport::finding).toList(),
                "timeline",
                EventTimes.of(answer.events()),
                "texts",
                texts);
    }

    private static Map<String, Object> finding(Finding finding) {
        Mismatch mismatch = finding.mismatch();
        return Map.of(
                "level", finding.level().name(),
                "style", Words.of(finding.level()),
                "place", mismatch.path().toString(),
                "actual", Excerpt.of(mismatch.actual()),
                "expected", mismatch.expected(),
                "code", finding.code());
    }

    /** Returns the values of a text. The page unfolds it if it is short. */
    private static Map<String, Object> text(String title, String text) {
        return Map.of("title", title, "isShort", text.length() <= SHORT, "text", text);
    }

    /** Returns the request as a curl command, with the environment variable in place of the key. */
    static String curl(Attempt attempt, String address, VerificationResults.TargetFacts target) {
        boolean isRaw = attempt.sent().body().has("raw");
        String body = isRaw
                ? attempt.sent().body().path("raw").asText()
                : new String(Json.prettyBytes(attempt.sent().body()), StandardCharsets.UTF_8);
        String value = attempt.sent().wrongKey().isEmpty()
                ? "$" + target.keyName()
                : attempt.sent().wrongKey();
        String key = target.keyName().isEmpty()
                ? ""
                : " -H \"" + target.keyHeader() + ": " + (target.isBearer() ? "Bearer " : "") + value + "\"";
        return "curl -N " + Words.shellArgument(address) + " -H 'content-type: application/json'" + key + " -d "
                + Words.shellArgument(body);
    }
}
