package dev.cannery.internal.junit.coverage;

import static dev.cannery.internal.wire.Markup.escaped;

import dev.cannery.internal.verify.report.HtmlPage;
import java.util.List;
import java.util.stream.Stream;

/** Writes coverage as one HTML page. It does not use the template engine, since loading it would take half a second of each run. */
final class CoveragePage {
    private final List<List<InteractionCoverage>> contracts;
    private final StringBuilder html = new StringBuilder();

    private CoveragePage(List<List<InteractionCoverage>> contracts) {
        this.contracts = contracts;
    }

    /** Returns the page. */
    static String of(Coverage coverage) {
        List<InteractionCoverage> all = coverage.interactions();
        String facts = Share.ofInteractions(all) + " interactions, " + Share.ofTurns(all) + " turns and "
                + Share.ofRules(all) + " rules were exercised.";
        CoveragePage page =
                new CoveragePage(coverage.contracts().stream().map(coverage::of).toList());
        page.write();
        return HtmlPage.of("Contract coverage", "Contract coverage", facts, page.html);
    }

    private void write() {
        stale();
        contents();
        for (int i = 0; i < contracts.size(); i++) {
            contract(i, contracts.get(i));
        }
    }

    private void stale() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < contracts.size(); i++) {
            for (int k = 0; k < contracts.get(i).size(); k++) {
                InteractionCoverage interaction = contracts.get(i).get(k);
                if (!interaction.isUsed()) {
                    items.append("<li>")
                            .append(link(id(i, k), interaction.interaction()))
                            .append(" <code>")
                            .append(escaped(interaction.source()))
                            .append("</code></li>\n");
                }
            }
        }
        if (!items.isEmpty()) {
            html.append("<section class=\"stale\"><h2>Used by no test</h2><ul>\n")
                    .append(items)
                    .append("</ul></section>\n");
        }
    }

    private void contents() {
        html.append(
                "<table class=\"parts contents\"><tr><th scope=\"col\">contract</th><th scope=\"col\">interactions</th>"
                        + "<th scope=\"col\">turns</th><th scope=\"col\">rules</th></tr>\n");
        for (int i = 0; i < contracts.size(); i++) {
            List<InteractionCoverage> interactions = contracts.get(i);
            html.append("<tr><th scope=\"row\">")
                    .append(link(id(i), interactions.get(0).contract()))
                    .append("</th>");
            Stream.of(Share.ofInteractions(interactions), Share.ofTurns(interactions), Share.ofRules(interactions))
                    .forEach(share -> html.append("<td><meter max=\"")
                            .append(Math.max(1, share.all()))
                            .append("\" value=\"")
                            .append(share.used())
                            .append("\"></meter> ")
                            .append(share)
                            .append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private void contract(int number, List<InteractionCoverage> interactions) {
        html.append("<section><h2 id=\"")
                .append(id(number))
                .append("\">")
                .append(escaped(interactions.get(0).contract()))
                .append(" <small>")
                .append(Share.ofInteractions(interactions))
                .append("</small></h2>\n");
        for (int i = 0; i < interactions.size(); i++) {
            interaction(id(number, i), interactions.get(i));
        }
        html.append("</section>\n");
    }

    private static String id(int contract) {
        return "c" + contract;
    }

    private static String id(int contract, int interaction) {
        return id(contract) + "i" + interaction;
    }

    private static String link(String id, String text) {
        return "<a href=\"#" + id + "\">" + escaped(text) + "</a>";
    }

    /** Appends one interaction. Fully exercised interactions are folded, so that gaps stand out. */
    private void interaction(String id, InteractionCoverage interaction) {
        List<InteractionCoverage> alone = List.of(interaction);
        boolean isWhole = Share.ofTurns(alone).isWhole() && Share.ofRules(alone).isWhole();
        html.append("<details id=\"")
                .append(id)
                .append(interaction.isUsed() ? "\"" : "\" class=\"stale\"")
                .append(isWhole ? ">" : " open>")
                .append("<summary><b>")
                .append(escaped(interaction.interaction()))
                .append("</b> <code>")
                .append(escaped(interaction.source()))
                .append("</code> ")
                .append(interaction.isUsed() ? "" : "<em>used by no test</em>")
                .append("</summary>\n<table class=\"parts\">");
        boolean isConversation = interaction.turns().size() > 1;
        for (TurnCoverage turn : interaction.turns()) {
            row("turn", isConversation ? turn.answered().label() : "answers", turn.answered());
            turn.rules().forEach(rule -> row("rule", rule.label(), rule));
        }
        html.append("</table></details>\n");
    }

    private void row(String kind, String label, Exercised part) {
        html.append("<tr class=\"")
                .append(kind)
                .append(part.isUsed() ? "" : " none")
                .append("\"><th scope=\"row\">")
                .append(escaped(label))
                .append("</th><td>")
                .append(tests(part.tests()))
                .append("</td></tr>\n");
    }

    private static String tests(List<String> tests) {
        if (tests.isEmpty()) {
            return "never";
        }
        if (tests.size() == 1) {
            return escaped(tests.get(0));
        }
        StringBuilder list = new StringBuilder("<details><summary>" + tests.size() + " tests</summary><ul>");
        tests.forEach(test -> list.append("<li>").append(escaped(test)).append("</li>"));
        return list.append("</ul></details>").toString();
    }
}
