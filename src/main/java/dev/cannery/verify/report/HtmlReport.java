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
    private static final String STYLE = """
            :root{color-scheme:light dark;--ok:#1a7f37;--warn:#9a6700;--bad:#cf222e;--dim:#6e7781;--line:#d0d7de80}
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.4rem;margin:0} p.sub{color:var(--dim);margin:.2rem 0 1.5rem}
            .tiles{display:flex;gap:.6rem;flex-wrap:wrap;margin-bottom:1.5rem}
            .tiles div{border:1px solid var(--line);border-radius:8px;padding:.4rem .9rem;min-width:5rem}
            .tiles b{display:block;font-size:1.4rem;line-height:1.2}
            details{border:1px solid var(--line);border-radius:8px;margin:.4rem 0;padding:.5rem .9rem}
            summary{cursor:pointer} summary code{color:var(--dim);float:right;font-size:.8rem;line-height:1.9}
            .mark{display:inline-block;width:5.2em;font-weight:600}
            .pass{color:var(--ok)} .warn,.pending{color:var(--warn)} .fail{color:var(--bad)} .skip{color:var(--dim)}
            table{border-collapse:collapse;width:100%;font-size:.87rem;margin:.6rem 0}
            th{text-align:left;color:var(--dim);font-weight:500} td,th{padding:.25rem .6rem .25rem 0;vertical-align:top}
            tr+tr td{border-top:1px solid var(--line)} td{overflow-wrap:anywhere}
            pre{background:#8881;border-radius:6px;padding:.6rem;overflow:auto;font-size:.8rem;max-height:20rem}
            h3{font-size:.9rem;margin:1rem 0 .2rem} svg{display:block;margin:.4rem 0;max-width:100%}
            """;

    private HtmlReport() {}

    /** The whole page. */
    public static String of(VerificationReport report) {
        StringBuilder page = new StringBuilder(8192);
        head(report, page);
        page.append("<div class=\"tiles\">\n");
        for (Status status : Status.values()) {
            page.append("<div class=\"")
                    .append(word(status))
                    .append("\"><b>")
                    .append(report.count(status))
                    .append("</b>")
                    .append(word(status))
                    .append("</div>\n");
        }
        page.append("</div>\n");
        report.results().forEach(result -> result(result, report.target(), page));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void head(VerificationReport report, StringBuilder page) {
        String title = "Contracts against " + report.target().name();
        String facts = report.target().address() + " as " + report.target().profile() + ", "
                + report.startedAt().toString().replaceFirst("\\..*", "Z") + ", " + report.requests() + " requests in "
                + Texts.seconds(report.took());
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(title + ": " + report.outcome().words()))
                .append("</h1>\n<p class=\"sub\">")
                .append(escaped(facts))
                .append("</p>\n");
    }

    private static void result(InteractionResult result, VerificationReport.TargetFacts target, StringBuilder page) {
        boolean isOpen = result.status() == Status.FAIL;
        String score = result.score().tried() > 1 ? " " + result.score() : "";
        page.append("<details")
                .append(isOpen ? " open" : "")
                .append("><summary><span class=\"mark ")
                .append(word(result.status()))
                .append("\">")
                .append(result.status())
                .append("</span>")
                .append(escaped(result.subject().title() + score))
                .append("<code>")
                .append(escaped(result.subject().source().fileAndLine()))
                .append("</code></summary>\n");
        if (!result.reason().isEmpty()) {
            page.append("<p>").append(escaped(result.reason())).append("</p>\n");
        }
        for (int i = 0; i < result.attempts().size(); i++) {
            attempt(i, result.attempts().get(i), target, page);
        }
        page.append("</details>\n");
    }

    private static void attempt(int index, Attempt attempt, VerificationReport.TargetFacts target, StringBuilder page) {
        page.append("<h3>")
                .append(escaped("request " + (index + 1) + ", turn " + attempt.turn() + ": status " + attempt.status()
                        + " after " + attempt.elapsed().toMillis() + " ms"))
                .append("</h3>\n");
        if (!attempt.findings().isEmpty()) {
            page.append("<table>\n<tr><th></th><th>field</th><th>was</th><th>expected</th><th></th></tr>\n");
            attempt.findings().forEach(finding -> row(finding, page));
            page.append("</table>\n");
        }
        if (attempt.events().size() > 1) {
            page.append(Timeline.svg(attempt.events()));
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
        boolean isRaw = attempt.request().has("raw");
        String body = isRaw
                ? attempt.request().path("raw").asText()
                : new String(Json.prettyBytes(attempt.request()), StandardCharsets.UTF_8);
        String key = target.keyName().isEmpty()
                ? ""
                : " -H \"" + target.keyHeader() + ": " + (target.isBearer() ? "Bearer " : "") + "$" + target.keyName()
                        + "\"";
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
