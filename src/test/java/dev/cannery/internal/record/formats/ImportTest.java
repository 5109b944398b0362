package dev.cannery.internal.record.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.record.formats.Import.ImportedFile;
import dev.cannery.internal.verify.check.CannedResponseCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of each format become contracts and loss reports, which golden files hold. */
class ImportTest {
    private static final Path FILES = Path.of("src/test/resources/import");

    static List<Path> formats() throws IOException {
        try (Stream<Path> folders = Files.list(FILES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theFilesOfAFormatBecomeContractsAndLosses(Path format) throws IOException {
        Import.Result result = Import.of(filesIn(format));

        StringBuilder text = new StringBuilder();
        for (ImportedFile file : result.files()) {
            String source = Path.of(file.source()).getFileName().toString();
            text.append("# ").append(source).append(" (").append(file.format()).append(") becomes ");
            text.append(file.name()).append(".yaml\n").append(file.text()).append('\n');
        }
        text.append("# losses\n");
        result.losses()
                .forEach(loss ->
                        text.append(loss.sentence().replace(FILES + "/", "")).append('\n'));
        GoldenFile.of("import/" + format.getFileName() + ".txt").assertHolds(text.toString());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theContractsHaveNoErrorsAndNoFalseResponses(Path format) throws IOException {
        for (ImportedFile file : Import.of(filesIn(format)).files()) {
            List<LoadedContract> contracts = ContractReader.parseTrusted(file.name() + ".yaml", file.text());

            assertThat(CannedResponseCheck.check(contracts)).as(file.text()).isEmpty();
            assertThat(ContractCheck.check(contracts, (provider, request) -> Optional.empty()))
                    // a call was recorded without its follow-up, which its user should know
                    .filteredOn(warning -> warning.id() != FindingId.ANSWERS_ITSELF)
                    .as(file.text())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vcrpy/broken.yaml", "har/broken.har", "other/words.txt", "other/empty.yaml", "absent.yaml"})
    void aFileThatCannotBeReadIsOneSentenceWithFileAndLine(String file) {
        Import.Result result = Import.of(List.of(FILES.resolve(file)));

        assertThat(result.files()).isEmpty();
        assertThat(result.losses()).hasSize(1);
        assertThat(result.losses().get(0).sentence()).startsWith(FILES.resolve(file) + ":");
    }

    @Test
    void aFormatIsRecognisedByItsContentsAndNotByItsName() throws IOException {
        List<String> expected = Stream.of("HAR", "Pact", "vcrpy").sorted().toList();

        List<String> found = Stream.of("har/browser.har", "pact/version4.json", "vcrpy/tides.json")
                .map(FILES::resolve)
                .map(ImportTest::withoutName)
                .sorted()
                .collect(Collectors.toList());

        assertThat(found).isEqualTo(expected);
    }

    private static String withoutName(Path file) {
        try {
            return ForeignFiles.read("cassette", Files.readString(file)).format();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path format) throws IOException {
        try (Stream<Path> files = Files.walk(format)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("__files"))
                    .sorted()
                    .toList();
        }
    }
}
