package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void writesAStubsJarWithOneMappingInEachFile() throws Exception {
        String[] command = {
            "export",
            CONTRACT,
            "--to",
            "stubs-jar",
            "--coordinates",
            "com.example:harbour:1.2.0",
            "--out",
            folder.toString()
        };
        Path jar = folder.resolve("harbour-1.2.0-stubs.jar");
        try (Program program = Program.start(command)) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out()).contains("wrote ", "harbour-1.2.0-stubs.jar", "1 file of 1 contract, ");
        }
        byte[] first = Files.readAllBytes(jar);
        try (Program program = Program.start(command)) {
            assertThat(program.exitCode()).isEqualTo(1);
        }

        assertThat(jar).binaryContent().isEqualTo(first);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("META-INF/com.example/harbour/1.2.0/mappings/harbour/001-asks-for-the-tide.json");
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".json")) {
                    JsonNode mapping = Json.parse(zip.getInputStream(entry).readAllBytes());
                    assertThat(mapping.path("request").path("method").asText()).isEqualTo("POST");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stubs-jar, com.example:harbour, 'coordinates are GROUP:ARTIFACT:VERSION, such as com.example:weather:1.0.0'",
        "stubs-jar, ../..:x:1/2, 'coordinates are GROUP:ARTIFACT:VERSION'",
        "wiremock, com.example:harbour:1, '--coordinates requires --to stubs-jar'"
    })
    void wrongCoordinatesAreAUsageError(String format, String coordinates, String sentence) throws Exception {
        try (Program program = Program.start(
                "export", CONTRACT, "--to", format, "--coordinates", coordinates, "--out", folder.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains(sentence);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
