package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.OneLine;
import java.util.ArrayList;
import java.util.List;

/** The table that shows people why a request missed: the nearest interactions, and of the nearest each rule. */
public final class MissTable {
    private static final int VALUE_WIDTH = 40;
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
        List<Row> heads = nearest.stream().map(MissTable::head).toList();
        int nameWidth = heads.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int placeWidth =
                heads.stream().mapToInt(row -> row.place.length()).max().orElse(0);
        for (int i = 0; i < heads.size(); i++) {
            Row row = heads.get(i);
            text.append("  ")
                    .append(padded(row.name, nameWidth))
                    .append("  ")
                    .append(padded(row.place, placeWidth))
                    .append("  ")
                    .append(row.score)
                    .append('\n');
            if (i < withRules) {
                rules(nearest.get(i), text);
            }
        }
    }

    private static Row head(NearMiss near) {
        return new Row(
                OneLine.visible(near.title()),
                OneLine.visible(near.interaction().source().fileAndLine()),
                near.holding() + " of " + near.counted() + " rules",
                "");
    }

    private static void rules(NearMiss near, StringBuilder text) {
        // as in the count of rules: what holds because nothing is there tells nothing
        List<Row> rows = near.outcomes().stream()
                .filter(outcome -> !outcome.holdsOfNothing())
                .flatMap(outcome -> rows(outcome).stream())
                .toList();
        int labelWidth = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        List<Row> missing = rows.stream().filter(row -> !row.id.isEmpty()).toList();
        int valueWidth =
                missing.stream().mapToInt(row -> row.place.length()).max().orElse(0);
        int expectedWidth = missing.stream()
                .mapToInt(row -> Math.min(EXPECTED_WIDTH, row.score.length()))
                .max()
                .orElse(0);
        for (Row row : rows) {
            text.append(row.id.isEmpty() ? "    ok    " : "    MISS  ").append(padded(row.name, labelWidth));
            if (row.id.isEmpty()) {
                text.append("  ").append(row.place);
            } else {
                text.append(missed(row, valueWidth, expectedWidth));
            }
            text.append('\n');
        }
    }

    private static List<Row> rows(RuleOutcome outcome) {
        if (outcome.isOk()) {
            return List.of(new Row(outcome.label(), Excerpt.of(outcome.actual(), VALUE_WIDTH), "", ""));
        }
        List<Row> rows = new ArrayList<>();
        outcome.mismatches().stream().limit(ROWS_OF_RULE).map(MissTable::row).forEach(rows::add);
        int more = outcome.mismatches().size() - ROWS_OF_RULE;
        if (more > 0) {
            rows.add(new Row(outcome.label(), "…", "and " + more + " more of this rule", rows.get(0).id));
        }
        return rows;
    }

    /** These mismatches as the table shows them, a line each, without the mark ahead of them. */
    public static List<String> linesOf(List<Mismatch> mismatches) {
        List<Row> rows = mismatches.stream().map(MissTable::row).toList();
        int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int value = rows.stream().mapToInt(row -> row.place.length()).max().orElse(0);
        int expected = rows.stream()
                .mapToInt(row -> Math.min(EXPECTED_WIDTH, row.score.length()))
                .max()
                .orElse(0);
        return rows.stream()
                .map(row -> padded(row.name, name) + missed(row, value, expected))
                .toList();
    }

    private static String missed(Row row, int valueWidth, int expectedWidth) {
        return "  " + padded(row.place, valueWidth) + "  " + padded(row.score, expectedWidth) + "  " + row.id;
    }

    private static Row row(Mismatch mismatch) {
        return new Row(
                mismatch.place(),
                Excerpt.of(mismatch.actual(), VALUE_WIDTH),
                "expected " + mismatch.expected(),
                mismatch.id().code());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private record Row(String name, String place, String score, String id) {}
}
