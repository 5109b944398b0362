package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.record.formats.ForeignFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String FILES = "src/test/resources/import/";

    @TempDir
    private Path folder;

    @Test
    void aCleanImportExitsWithZeroAndItsContractsPassCheck() throws Exception {
        try (Program program = Program.start("import", FILES + "ruby-vcr/tides.yml", "--out", folder.toString())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out()).contains("(Ruby VCR)", "1 file read, 1 interaction in 1 contract, 0 losses");
        }
        try (Program check = Program.start("check", folder.toString())) {
            assertThat(check.exitCode()).as(check.out()).isZero();
        }
    }

    @Test
    void lossesExitWithOneAndNameTheirPlace() throws Exception {
        try (Program program = Program.start("import", FILES + "har", "--out", folder.toString())) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out()).contains("loss     " + FILES + "har/losses.har:42:17 ");
        }
    }

    @Test
    void aFileOfNoKnownFormatExitsWithTwo() throws Exception {
        try (Program program = Program.start("import", FILES + "other/unknown.json", "--out", folder.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).contains("unknown format", "0 interactions in 0 contracts, 1 loss");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        try (Program program =
                Program.start("import", FILES + "vcrpy/tides.json", "--dry-run", "--out", folder.toString())) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains("contract: tides");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aContractWithOtherContentsIsNotReplaced() throws Exception {
        Path contract = Files.writeString(folder.resolve("tides.yaml"), "contract: mine\n");

        try (Program program = Program.start("import", FILES + "vcrpy/tides.json", "--out", folder.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("tides.yaml' exists with other contents", "--force");
        }
        assertThat(contract).hasContent("contract: mine\n");
    }

    @Test
    void theGuideAndTheHelpNameEveryFormat() throws Exception {
        String guide = Files.readString(Path.of("src/docs/importing.md"));
        try (Program help = Program.start("import", "--help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(ForeignFiles.titles()).hasSize(13).allSatisfy(title -> {
                assertThat(guide).contains("| " + title + " |");
                assertThat(help.out().replaceAll("\\s+", " ")).contains(title);
            });
        }
    }
}
