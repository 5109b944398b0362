package dev.cannery.verify.report;

import static dev.cannery.verify.report.Markup.escaped;

import dev.cannery.chat.Json;
import dev.cannery.contract.rule.Excerpt;
import dev.cannery.contract.rule.Mismatch;
import dev.cannery.verify.result.Attempt;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.result.VerificationReport;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The report as one page that needs nothing else: no script, no font, no address. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The whole page. */
    public static String of(VerificationReport report) {
        StringBuilder page = new StringBuilder(8192);
        head(report, page);
        page.append("<div class=\"tiles\">\n");
        for (Status status : Status.values()) {
            HtmlPage.tile(report.count(status), word(status), word(status), page);
        }
        page.append("</div>\n");
        Texts.worstFirst(report).forEach(result -> result(result, report.target(), page));
        return HtmlPage.end(page);
    }

    private static void head(VerificationReport report, StringBuilder page) {
        String title = "Contracts against " + report.target().name();
        HtmlPage.begin(title, title + ": " + report.words(), HtmlPage.facts(report), page);
    }

    /** One result, unfolded where it failed. */
    static void result(InteractionResult result, VerificationReport.TargetFacts target, StringBuilder page) {
        boolean isOpen = result.status() == Status.FAIL;
        String score = result.score().tried() > 1 ? " " + result.score() : "";
        String reason =
                result.reason().isEmpty() ? "" : " <span class=\"skip\">" + escaped(result.reason()) + "</span>";
        page.append("<details")
                .append(isOpen ? " open" : "")
                .append("><summary><span class=\"mark ")
                .append(word(result.status()))
                .append("\">")
                .append(result.status())
                .append("</span>")
                .append(escaped(result.subject().title() + score))
                .append(reason)
                .append("<code>")
                .append(escaped(Texts.place(result)))
                .append("</code></summary>\n");
        for (int i = 0; i < result.attempts().size(); i++) {
            attempt(i, result.attempts().get(i), target, page);
        }
        page.append("</details>\n");
    }

    private static void attempt(int index, Attempt attempt, VerificationReport.TargetFacts target, StringBuilder page) {
        page.append("<h3>")
                .append(escaped("request " + (index + 1) + ", turn " + attempt.turn() + ": "
                        + (attempt.answer().status() == 0
                                ? "no answer"
                                : "status " + attempt.answer().status()) + " after "
                        + attempt.answer().elapsed().toMillis() + " ms"))
                .append("</h3>\n");
        if (!attempt.findings().isEmpty()) {
            page.append("<table>\n<tr><th></th><th>field</th><th>was</th><th>expected</th><th></th></tr>\n");
            attempt.findings().forEach(finding -> row(finding, page));
            page.append("</table>\n");
        }
        if (attempt.answer().events().size() > 1) {
            page.append(Timeline.svg(attempt.answer().events()));
        }
        page.append("<pre>").append(escaped(curl(attempt, target))).append("</pre>\n");
    }

    private static void row(Finding finding, StringBuilder page) {
        Mismatch mismatch = finding.mismatch();
        page.append("<tr><td class=\"")
                .append(word(finding.level()))
                .append("\">")
                .append(finding.level())
                .append("</td><td><code>")
                .append(escaped(mismatch.path().toString()))
                .append("</code></td><td>")
                .append(escaped(Excerpt.of(mismatch.actual())))
                .append("</td><td>")
                .append(escaped(mismatch.expected()))
                .append("</td><td>")
                .append(finding.code())
                .append("</td></tr>\n");
    }

    /** The request as a line for a shell; the key is named by its variable. */
    static String curl(Attempt attempt, VerificationReport.TargetFacts target) {
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
