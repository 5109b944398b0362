package dev.cannery.verify.report;

import static dev.cannery.verify.report.Markup.escaped;

import dev.cannery.verify.result.VerificationReport;

/** What the pages of reports have in common: they need no script, no font and no address. */
final class HtmlPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ok:#1a7f37;--warn:#9a6700;--bad:#cf222e;--dim:#6e7781;--line:#d0d7de80}
            @media (prefers-color-scheme:dark){:root{--ok:#3fb950;--warn:#d29922;--bad:#f85149;--dim:#9198a1;--line:#30363d}}
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.4rem;margin:0} p.sub{color:var(--dim);margin:.2rem 0 1.5rem}
            .tiles{display:flex;gap:.6rem;flex-wrap:wrap;margin-bottom:1.5rem}
            .tiles div{border:1px solid var(--line);border-radius:8px;padding:.4rem .9rem;min-width:5rem}
            .tiles b{display:block;font-size:1.4rem;line-height:1.2}
            details{border:1px solid var(--line);border-radius:8px;margin:.4rem 0;padding:.5rem .9rem}
            summary{cursor:pointer} summary code{color:var(--dim);float:right;font-size:.8rem;line-height:1.9}
            .mark{display:inline-block;width:5.8em;font-weight:600}
            .pass{color:var(--ok)} .warn,.pending{color:var(--warn)} .fail{color:var(--bad)} .skip{color:var(--dim)}
            table{border-collapse:collapse;width:100%;font-size:.87rem;margin:.6rem 0}
            th{text-align:left;color:var(--dim);font-weight:500} td,th{padding:.25rem .6rem .25rem 0;vertical-align:top}
            tr+tr td{border-top:1px solid var(--line)} td{overflow-wrap:anywhere}
            details td:nth-child(2){min-width:15rem}
            td:first-child,td:nth-child(5),.fields td:nth-child(2){white-space:nowrap}
            pre{background:#8881;border-radius:6px;padding:.6rem;overflow:auto;font-size:.8rem;max-height:12rem}
            h3{font-size:.9rem;margin:1rem 0 .2rem} svg{display:block;margin:.4rem 0;max-width:100%}
            """;

    private HtmlPage() {}

    /** Everything up to the first thing that the page tells. */
    static void begin(String title, String heading, String facts, StringBuilder page) {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(heading))
                .append("</h1>\n<p class=\"sub\">")
                .append(escaped(facts))
                .append("</p>\n");
    }

    /** Whom was asked, when, how often and for how long. */
    static String facts(VerificationReport report) {
        return report.target().address() + " as " + report.target().profile() + ", "
                + report.startedAt().toString().replaceFirst("\\..*", "Z") + ", "
                + Texts.counted(report.requests(), "request") + " in " + Texts.seconds(report.took());
    }

    /** A number above what it counts. */
    static void tile(long count, String word, String style, StringBuilder page) {
        page.append("<div class=\"")
                .append(style)
                .append("\"><b>")
                .append(count)
                .append("</b>")
                .append(word)
                .append("</div>\n");
    }

    /** The whole page. */
    static String end(StringBuilder page) {
        return page.append("</body>\n</html>\n").toString();
    }
}
