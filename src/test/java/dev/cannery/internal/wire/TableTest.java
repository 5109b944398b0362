package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAlignedAndTheLastCellOfARowIsNotMeasured() {
        Table table = new Table()
                .row("a", "long value", "x")
                .row("bcd", "a last cell of any length")
                .row("e", "v", "y");

        assertThat(table.lines())
                .containsExactly("a    long value  x", "bcd  a last cell of any length", "e    v           y");
    }

    @Test
    void aCellBeyondTheLimitStandsOut() {
        assertThat(new Table().limit(0, 2).row("abcd", "x").row("e", "y").lines())
                .containsExactly("abcd  x", "e   y");
    }
}
