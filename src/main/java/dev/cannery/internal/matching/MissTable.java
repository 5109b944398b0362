package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Formats a miss as a table: the nearest interactions, and each rule of the nearest one. */
public final class MissTable {
    private static final int VALUE_WIDTH = 40;
    private static final int EXPECTED_WIDTH = 48;

    /** The number of mismatches shown per rule: all messages of a long history may fail the same one. */
    private static final int ROWS_OF_RULE = 5;

    private MissTable() {}

    /** Returns the table, several lines that end with a newline. */
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

    /** Returns the rules of each of these interactions, nearest first; several lines that end with a newline. */
    public static String ofAll(List<NearMiss> nearest) {
        StringBuilder text = new StringBuilder();
        append(nearest, nearest.size(), text);
        return text.toString();
    }

    private static void append(List<NearMiss> nearest, int withRules, StringBuilder text) {
        List<Candidate> candidates = nearest.stream().map(MissTable::candidate).toList();
        int titleWidth = widest(candidates, Candidate::title);
        int sourceWidth = widest(candidates, Candidate::source);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            text.append("  ")
                    .append(padded(candidate.title, titleWidth))
                    .append("  ")
                    .append(padded(candidate.source, sourceWidth))
                    .append("  ")
                    .append(candidate.score)
                    .append('\n');
            if (i < withRules) {
                rules(nearest.get(i), text);
            }
        }
    }

    private static Candidate candidate(NearMiss near) {
        return new Candidate(
                OneLine.visible(near.title()),
                OneLine.visible(near.interaction().source().fileAndLine()),
                near.holding() + " of " + near.counted() + " rules");
    }

    private static void rules(NearMiss near, StringBuilder text) {
        // as in the count of rules: a rule that holds only because a value is missing is not informative
        List<Row> rows = near.outcomes().stream()
                .filter(outcome -> !outcome.holdsOfNothing())
                .flatMap(outcome -> rows(outcome).stream())
                .toList();
        Columns columns = Columns.of(rows);
        for (Row row : rows) {
            text.append(row.isOk() ? "    ok    " : "    MISS  ")
                    .append(columns.line(row))
                    .append('\n');
        }
    }

    private static List<Row> rows(RuleOutcome outcome) {
        if (outcome.isOk()) {
            return List.of(new Row(outcome.label(), Excerpt.of(outcome.actual(), VALUE_WIDTH), "", ""));
        }
        List<Row> rows = new ArrayList<>();
        outcome.mismatches().stream().limit(ROWS_OF_RULE).map(Row::of).forEach(rows::add);
        int more = outcome.mismatches().size() - ROWS_OF_RULE;
        if (more > 0) {
            rows.add(new Row(outcome.label(), "…", "and " + more + " more of this rule", rows.get(0).id));
        }
        return rows;
    }

    /** Returns these mismatches as lines of the table, without the mark at the start. */
    public static List<String> linesOf(List<Mismatch> mismatches) {
        List<Row> rows = mismatches.stream().map(Row::of).toList();
        Columns columns = Columns.of(rows);
        return rows.stream().map(columns::line).toList();
    }

    private static <T> int widest(List<T> rows, Function<T, String> cell) {
        return rows.stream().map(cell).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** An interaction of the table and how many of its rules hold. */
    private record Candidate(String title, String source, String score) {}

    /** A rule that holds, without expectation and id, or one mismatch. */
    private record Row(String label, String actual, String expected, String id) {
        static Row of(Mismatch mismatch) {
            return new Row(
                    mismatch.place(),
                    Excerpt.of(mismatch.actual(), VALUE_WIDTH),
                    "expected " + mismatch.expected(),
                    mismatch.id().code());
        }

        boolean isOk() {
            return id.isEmpty();
        }
    }

    /** The widths of the columns; only mismatches align their values. */
    private record Columns(int label, int actual, int expected) {
        static Columns of(List<Row> rows) {
            List<Row> missed = rows.stream().filter(row -> !row.isOk()).toList();
            return new Columns(
                    widest(rows, Row::label),
                    widest(missed, Row::actual),
                    Math.min(EXPECTED_WIDTH, widest(missed, Row::expected)));
        }

        String line(Row row) {
            String start = padded(row.label, label) + "  ";
            return row.isOk()
                    ? start + row.actual
                    : start + padded(row.actual, actual) + "  " + padded(row.expected, expected) + "  " + row.id;
        }
    }
}
