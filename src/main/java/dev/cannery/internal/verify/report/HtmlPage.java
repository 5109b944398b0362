package dev.cannery.internal.verify.report;

import dev.cannery.internal.verify.result.VerificationResults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the pages of all reports have in common: one look, and that they need no script, no font and no address. */
public final class HtmlPage {
    private static final String STYLE = "page.css";

    private HtmlPage() {}

    /** Everything up to the first thing that the page tells. */
    public static void begin(String title, String heading, String facts, StringBuilder page) {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(heading))
                .append("</h1>\n<p class=\"sub\">")
                .append(escaped(facts))
                .append("</p>\n");
    }

    /** The text with all that markup would read as its own written as entities. */
    public static String escaped(String text) {
        return Markup.escaped(text);
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(STYLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom was asked, when, how often and for how long. */
    static String facts(VerificationResults report) {
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
    public static String end(StringBuilder page) {
        return page.append("</body>\n</html>\n").toString();
    }
}
