package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String CONTRACT = "src/test/resources/export/harbour.yaml";

    @TempDir
    private Path folder;

    @Test
    void writesFilesAndReportsLosses() throws Exception {
        try (Program program = Program.start("export", CONTRACT, "--to", "wiremock", "--out", folder.toString())) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out())
                    .contains(
                            "wrote ", "mappings/harbour.json", "loss     " + CONTRACT + ":", "1 file of 1 contract, ");
        }
        assertThat(folder.resolve("mappings/harbour.json")).content().contains("\"priority\": 1");
    }

    @Test
    void printsWithoutWriting() throws Exception {
        try (Program program =
                Program.start("export", CONTRACT, "--to", "har", "--out", folder.toString(), "--dry-run")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out()).contains("harbour.har\n{");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anUnknownFormatIsAUsageErrorWithTheRightWord() throws Exception {
        try (Program program = Program.start("export", CONTRACT, "--to", "wiremok")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("unknown format 'wiremok'", "wiremock");
        }
    }
}
