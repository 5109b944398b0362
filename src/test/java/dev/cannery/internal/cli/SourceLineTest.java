package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.source.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLineTest {
    @Test
    void putsACaretUnderTheColumn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "interactions:\n\t- {nam: x}\n" + "y".repeat(500) + "\n");

        assertThat(SourceLine.of(new SourceLocation(file.toString(), 2, 5)).lines())
                .containsExactly("", "     - {nam: x}", "        ^");
        assertThat(SourceLine.of(new SourceLocation(file.toString(), 3, 400)).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(110))
                .last()
                .asString()
                .endsWith("^");
        assertThat(SourceLine.of(new SourceLocation(file.toString(), 9, 1))).isEmpty();
        assertThat(SourceLine.of(new SourceLocation("none.yaml", 1, 1))).isEmpty();
        assertThat(SourceLine.under(new SourceLocation(file.toString(), 2, 5)))
                .as("no terminal, no line")
                .isEmpty();
    }
}
