package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainPageTest {
    @Test
    void alignsATableInColumnsThatFitTheTerminal() {
        List<String> page = List.of(
                "A line of some words.",
                "",
                "| field | value |",
                "|---|---|",
                "| `n` | one of 'a' or 'b' or 'c' \\| 'd' |");

        assertThat(PlainPage.of(page, 24))
                .containsExactly(
                        "A line of some words.", "", "field  value", "n      one of 'a' or 'b'", "       or 'c' | 'd'");
    }
}
