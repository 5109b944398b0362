package dev.cannery.internal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Renders a Markdown page for a terminal, with tables in aligned columns, no wider than the terminal. */
final class PlainPage {
    private static final String BETWEEN = "  ";
    private static final int NARROWEST = 8;

    private final int width;
    private final List<String> shown = new ArrayList<>();
    private final List<String[]> table = new ArrayList<>();

    private PlainPage(int width) {
        this.width = width;
    }

    static List<String> of(List<String> markdown, int width) {
        PlainPage page = new PlainPage(width);
        markdown.forEach(page::add);
        page.endTable();
        return page.shown;
    }

    private void add(String line) {
        String plain = line.replace("`", "").replace("\\|", "\u0000");
        if (!plain.startsWith("|")) {
            endTable();
            shown.addAll(wrapped(plain, width));
        } else if (!plain.matches("[|\\s:-]+")) {
            table.add(Arrays.stream(plain.substring(1).split("\\|"))
                    .map(cell -> cell.strip().replace('\u0000', '|'))
                    .toArray(String[]::new));
        }
    }

    private void endTable() {
        int[] widths = widths();
        for (String[] row : table) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < row.length; i++) {
                cells.add(wrapped(row[i], widths[i]));
            }
            int lines = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int k = 0; k < lines; k++) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    String cell = k < cells.get(i).size() ? cells.get(i).get(k) : "";
                    line.append(cell)
                            .append(" ".repeat(Math.max(0, widths[i] - cell.length())))
                            .append(BETWEEN);
                }
                shown.add(line.toString().stripTrailing());
            }
        }
        table.clear();
    }

    /** Returns the width of the longest cell of each column. The widest columns shrink until all fit. */
    private int[] widths() {
        int columns = table.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : table) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int room = width - BETWEEN.length() * (columns - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < columns; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return widths;
            }
            widths[widest]--;
        }
        return widths;
    }

    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
