package dev.cannery.junit.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Coverage as one page of HTML that needs nothing else. */
final class CoveragePage {
    private CoveragePage() {}

    static String of(Coverage coverage) {
        StringBuilder body = new StringBuilder();
        List<InteractionCoverage> all = coverage.interactions();
        body.append("<p class=\"sum\"><b>")
                .append(Share.ofInteractions(all))
                .append("</b> interactions, <b>")
                .append(Share.ofTurns(all))
                .append("</b> turns and <b>")
                .append(Share.ofRules(all))
                .append("</b> rules were exercised.</p>\n");
        for (String contract : coverage.contracts()) {
            contract(contract, coverage.of(contract), body);
        }
        return frame().replace("<!--body-->", body.toString());
    }

    private static void contract(String name, List<InteractionCoverage> interactions, StringBuilder html) {
        html.append("<section><h2>")
                .append(escape(name))
                .append(" <small>")
                .append(Share.ofInteractions(interactions))
                .append("</small></h2>\n");
        interactions.forEach(interaction -> interaction(interaction, html));
        html.append("</section>\n");
    }

    private static void interaction(InteractionCoverage interaction, StringBuilder html) {
        html.append(interaction.isUsed() ? "<article>" : "<article class=\"stale\">")
                .append("<h3>")
                .append(escape(interaction.interaction()))
                .append(" <code>")
                .append(escape(interaction.source()))
                .append("</code>")
                .append(interaction.isUsed() ? "" : " <em>used by no test</em>")
                .append("</h3>\n<table>");
        boolean isConversation = interaction.turns().size() > 1;
        for (TurnCoverage turn : interaction.turns()) {
            row("turn", isConversation ? turn.answered().label() : "answers", turn.answered(), html);
            turn.rules().forEach(rule -> row("rule", rule.label(), rule, html));
        }
        html.append("</table></article>\n");
    }

    private static void row(String kind, String label, Exercised part, StringBuilder html) {
        html.append("<tr class=\"")
                .append(kind)
                .append(part.isUsed() ? "" : " none")
                .append("\"><th scope=\"row\">")
                .append(escape(label))
                .append("</th><td>")
                .append(tests(part.tests()))
                .append("</td></tr>\n");
    }

    private static String tests(List<String> tests) {
        if (tests.isEmpty()) {
            return "never";
        }
        if (tests.size() == 1) {
            return escape(tests.get(0));
        }
        StringBuilder list = new StringBuilder("<details><summary>" + tests.size() + " tests</summary><ul>");
        tests.forEach(test -> list.append("<li>").append(escape(test)).append("</li>"));
        return list.append("</ul></details>").toString();
    }

    /** The text as HTML shows it; names come from contract files, which may hold anything. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String frame() {
        try (InputStream in = CoveragePage.class.getResourceAsStream("coverage.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
