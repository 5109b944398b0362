package dev.cannery.internal.verify.report;

import static dev.cannery.internal.verify.report.Markup.escaped;

import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The report as one page that needs nothing else: no script, no font, no address. */
public final class HtmlReport {
    private static final int SHORT = 700;

    private HtmlReport() {}

    /** The whole page. */
    public static String of(VerificationResults report) {
        StringBuilder page = new StringBuilder(8192);
        head(report, page);
        page.append("<div class=\"tiles\">\n");
        for (Status status : Status.values()) {
            HtmlPage.tile(report.count(status), word(status), word(status), page);
        }
        page.append("</div>\n");
        report.incomplete()
                .ifPresent(sentence -> page.append("<p class=\"fail\">")
                        .append(escaped(sentence))
                        .append("</p>\n"));
        causes(report, page);
        Texts.worstFirst(report).forEach(result -> result(result, report.target(), page));
        return HtmlPage.end(page);
    }

    private static void causes(VerificationResults report, StringBuilder page) {
        List<Cause> causes = Cause.repeated(report);
        if (causes.isEmpty()) {
            return;
        }
        page.append("<h2>By cause</h2>\n<table class=\"rows\">\n")
                .append("<tr><th></th><th></th><th>cause</th><th>found in</th></tr>\n");
        for (Cause cause : causes) {
            page.append("<tr><td class=\"word ")
                    .append(word(cause.level()))
                    .append("\">")
                    .append(cause.level())
                    .append("</td><td class=\"word\">")
                    .append(cause.code())
                    .append("</td><td>")
                    .append(escaped(cause.what()))
                    .append("</td><td>")
                    .append(cause.share())
                    .append("</td></tr>\n");
        }
        page.append("</table>\n<h2>Results</h2>\n");
    }

    private static void head(VerificationResults report, StringBuilder page) {
        String title = "Contracts against " + report.target().name();
        HtmlPage.begin(title, title + ": " + report.words(), HtmlPage.facts(report), page);
    }

    /** One result, unfolded where it failed. */
    static void result(InteractionResult result, VerificationResults.TargetFacts target, StringBuilder page) {
        boolean isOpen = result.status() == Status.FAIL;
        String score = result.score().tried() > 1 ? " " + result.score() : "";
        String reason = result.reason().isEmpty() ? "" : " <span class=\"why\">" + escaped(result.reason()) + "</span>";
        page.append("<details")
                .append(isOpen ? " open" : "")
                .append("><summary><span class=\"mark ")
                .append(word(result.status()))
                .append("\">")
                .append(result.status())
                .append("</span>")
                .append(escaped(result.subject().title() + score))
                .append("<code>")
                .append(escaped(Texts.place(result)))
                .append("</code>")
                .append(reason)
                .append("</summary>\n");
        for (Attempt attempt : Texts.failingFirst(result)) {
            attempt(result.attempts().indexOf(attempt), attempt, target, page);
        }
        page.append("</details>\n");
    }

    private static void attempt(
            int index, Attempt attempt, VerificationResults.TargetFacts target, StringBuilder page) {
        page.append("<h3>")
                .append(escaped("request " + (index + 1) + ", " + what(attempt) + ": "
                        + (attempt.answer().status() == 0
                                ? "no answer"
                                : "status " + attempt.answer().status()) + " after "
                        + attempt.answer().elapsed().toMillis() + " ms"
                        + (attempt.answer().requestId().isEmpty()
                                ? ""
                                : ", " + attempt.answer().requestId())))
                .append("</h3>\n");
        if (!attempt.findings().isEmpty()) {
            page.append(
                    "<table class=\"rows\">\n<tr><th></th><th>field</th><th>was</th><th>expected</th><th></th></tr>\n");
            attempt.findings().forEach(finding -> row(finding, page));
            page.append("</table>\n");
        }
        if (attempt.answer().events().size() > 1) {
            page.append(Timeline.svg(attempt.answer().events()));
        }
        fold("the request", curl(attempt, target), page);
        if (!attempt.findings().isEmpty() && !attempt.answer().excerpt().isBlank()) {
            fold("the answer", attempt.answer().excerpt(), page);
        }
    }

    private static String what(Attempt attempt) {
        return attempt.sent().name().isEmpty()
                ? "turn " + attempt.turn()
                : attempt.sent().name();
    }

    /** A text that is shown at once where it is short. */
    private static void fold(String title, String text, StringBuilder page) {
        page.append("<details")
                .append(text.length() <= SHORT ? " open" : "")
                .append("><summary class=\"dim\">")
                .append(title)
                .append("</summary><pre>")
                .append(escaped(text))
                .append("</pre></details>\n");
    }

    private static void row(Finding finding, StringBuilder page) {
        Mismatch mismatch = finding.mismatch();
        page.append("<tr><td class=\"word ")
                .append(word(finding.level()))
                .append("\">")
                .append(finding.level())
                .append("</td><td><code>")
                .append(escaped(mismatch.path().toString()))
                .append("</code></td><td title=\"was\">")
                .append(escaped(Excerpt.of(mismatch.actual())))
                .append("</td><td title=\"expected\">")
                .append(escaped(mismatch.expected()))
                .append("</td><td class=\"word\">")
                .append(finding.code())
                .append("</td></tr>\n");
    }

    /** The request as a line for a shell; the key is named by its variable. */
    static String curl(Attempt attempt, VerificationResults.TargetFacts target) {
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
        return "curl -N " + quoted(target.address()) + " -H 'content-type: application/json'" + key + " -d "
                + quoted(body);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
