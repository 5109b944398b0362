package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.Table;
import java.util.List;

/** The table that shows people why a request missed: the nearest interactions, and of the nearest each rule. */
public final class MissTable {
    private static final int VALUE_WIDTH = 40;
    private static final int EXPECTED_COLUMN = 2;
    private static final int EXPECTED_WIDTH = 48;

    /** How many mismatches of one rule are shown: the messages of a long history may all fail one. */
    private static final int ROWS_OF_RULE = 5;

    private MissTable() {}

    /** The table, several lines that end with a newline. */
    public static String of(Miss miss) {
        StringBuilder text = new StringBuilder()
                .append("no interaction matches POST ")
                .append(miss.path())
                .append("      (")
                .append(miss.loaded())
                .append(" loaded")
                .append(miss.nearest().isEmpty() ? ")\n" : ", nearest first)\n\n");
        append(miss.nearest(), 1, text);
        return text.toString();
    }

    /** The rules of each of these interactions, nearest first; several lines that end with a newline. */
    public static String ofAll(List<NearMiss> nearest) {
        StringBuilder text = new StringBuilder();
        append(nearest, nearest.size(), text);
        return text.toString();
    }

    private static void append(List<NearMiss> nearest, int withRules, StringBuilder text) {
        Table titles = new Table();
        nearest.forEach(near -> titles.row(
                OneLine.visible(near.title()),
                OneLine.visible(near.interaction().source().fileAndLine()),
                near.holding() + " of " + near.counted() + " rules"));
        List<String> lines = titles.lines();
        for (int i = 0; i < lines.size(); i++) {
            text.append("  ").append(lines.get(i)).append('\n');
            if (i < withRules) {
                rules(nearest.get(i))
                        .lines()
                        .forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }
    }

    private static Table rules(NearMiss near) {
        Table table = new Table().limit(EXPECTED_COLUMN, EXPECTED_WIDTH);
        for (RuleOutcome outcome : near.outcomes()) {
            // as in the count of rules: what holds because nothing is there tells nothing
            if (!outcome.holdsOfNothing()) {
                add(outcome, table);
            }
        }
        return table;
    }

    private static void add(RuleOutcome outcome, Table table) {
        if (outcome.isOk()) {
            table.row("ok    " + outcome.label(), Excerpt.of(outcome.actual(), VALUE_WIDTH));
            return;
        }
        List<Mismatch> mismatches = outcome.mismatches();
        mismatches.stream().limit(ROWS_OF_RULE).forEach(mismatch -> add("MISS  ", mismatch, table));
        int more = mismatches.size() - ROWS_OF_RULE;
        if (more > 0) {
            String id = mismatches.get(0).id().code();
            table.row("MISS  " + outcome.label(), "…", "and " + more + " more of this rule", id);
        }
    }

    /** Returns these mismatches as the table shows them, a line each, without the mark before them. */
    public static List<String> linesOf(List<Mismatch> mismatches) {
        Table table = new Table().limit(EXPECTED_COLUMN, EXPECTED_WIDTH);
        mismatches.forEach(mismatch -> add("", mismatch, table));
        return table.lines();
    }

    private static void add(String mark, Mismatch mismatch, Table table) {
        table.row(
                mark + mismatch.place(),
                Excerpt.of(mismatch.actual(), VALUE_WIDTH),
                "expected " + mismatch.expected(),
                mismatch.id().code());
    }
}
