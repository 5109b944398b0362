package dev.cannery.internal.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of text with aligned columns, two blanks apart. Each cell is as wide as the widest of its column, but the last cell of a
 * row: it is neither padded nor measured, so rows may have fewer cells than others.
 */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, Integer> limits = new HashMap<>();

    /** Adds a row. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Limits how wide a column, counted from 0, becomes for its widest cell; longer cells stand out. */
    public Table limit(int column, int width) {
        limits.put(column, width);
        return this;
    }

    /** Returns the lines. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                int width = Math.min(row.get(i).length(), limits.getOrDefault(i, Integer.MAX_VALUE));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(Math.max(0, widths.get(i) - row.get(i).length())));
            }
        }
        return line.toString();
    }
}
