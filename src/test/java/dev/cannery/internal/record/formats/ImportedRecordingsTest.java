package dev.cannery.internal.record.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Recordings;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.formats.Cassette.Exchanged;
import dev.cannery.internal.record.formats.Import.ImportedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings in their cassettes are imported: nearly every call is answered by the contract that was made of it. */
class ImportedRecordingsTest {
    private static final int PER_FILE = 40;
    private static final double LEAST = 0.8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void nearlyEveryCallIsAnsweredByItsContract(Recordings source) throws IOException {
        assertThatNearlyAllAreAnswered(source + " of chat completions", source.some());
    }

    @ParameterizedTest
    @EnumSource
    void nearlyEveryCallOfTheResponsesApiIsAnsweredByItsContract(Recordings source) throws IOException {
        assertThatNearlyAllAreAnswered(source + " of responses", source.ofResponses());
    }

    private void assertThatNearlyAllAreAnswered(String source, List<JsonNode> exchanges) throws IOException {
        List<Exchanged> calls =
                exchanges.stream().flatMap(RebuiltCassettesTest::exchanged).toList();
        assertThat(calls).isNotEmpty();
        Map<String, Integer> losses = new TreeMap<>();
        for (int start = 0; start < calls.size(); start += PER_FILE) {
            List<Exchanged> some = calls.subList(start, Math.min(calls.size(), start + PER_FILE));
            Path cassette = Files.writeString(
                    folder.resolve("cassette.yaml"),
                    Cassette.VCRPY_YAML.write(some).get(0));
            Import.Result result = Import.of(List.of(cassette));
            for (ImportedFile file : result.files()) {
                Path contract = Files.writeString(folder.resolve("imported.yaml"), file.text());
                for (Map.Entry<String, String> stub : file.stubs().entrySet()) {
                    Path target = folder.resolve("stubs").resolve(stub.getKey());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, stub.getValue());
                }
                assertThat(ContractReader.read(contract)).isNotEmpty();
            }
            result.losses().forEach(loss -> losses.merge(loss.message().replaceAll("'[^']*'", "'…'"), 1, Integer::sum));
        }
        int lost = losses.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("import of " + source + ": " + (calls.size() - lost) + " of " + calls.size()
                + " calls are answered by their contracts; losses: " + losses);
        assertThat(calls.size() - lost).isGreaterThan((int) (LEAST * calls.size()));
    }
}
