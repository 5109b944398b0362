package dev.cannery.internal.junit.coverage;

import java.util.ArrayList;
import java.util.List;

/** Formats coverage for a terminal: a line for each contract, and the interactions that no test used. */
final class CoverageTable {
    private CoverageTable() {}

    static String of(Coverage coverage) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"contract", "interactions", "turns", "rules"});
        coverage.contracts().forEach(contract -> rows.add(row(contract, coverage.of(contract))));
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < row.length; column++) {
                line.append(row[column]).append(" ".repeat(width(rows, column) - row[column].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        List<InteractionCoverage> stale = coverage.interactions().stream()
                .filter(interaction -> !interaction.isUsed())
                .toList();
        if (!stale.isEmpty()) {
            text.append("used by no test:\n");
            stale.forEach(interaction -> text.append("  ")
                    .append(interaction.interaction())
                    .append("  ")
                    .append(interaction.source())
                    .append('\n'));
        }
        return text.toString();
    }

    private static String[] row(String contract, List<InteractionCoverage> interactions) {
        return new String[] {
            contract,
            Share.ofInteractions(interactions).toString(),
            Share.ofTurns(interactions).toString(),
            Share.ofRules(interactions).toString()
        };
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
}
