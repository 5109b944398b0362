package dev.cannery.internal.matching.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.requests.RecordedRequests;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingModelsTest {
    private static final LocalDate TODAY = LocalDate.of(2031, 1, 1);
    private static final Map<String, LocalDate> ENDS = Map.of(
            "old-1", LocalDate.of(2030, 12, 1),
            "old-2", LocalDate.of(2031, 2, 1),
            "mid-1", LocalDate.of(2031, 2, 15),
            "far-1", LocalDate.of(2031, 9, 1));

    private final EndingModels ending = new EndingModels(provider -> new Known(), TODAY, TODAY.plusDays(60));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "old-2 | the model old-2 will be shut down on 2031-02-01",
                "old-1 | the model old-1 was shut down on 2030-12-01",
                "far-1 | none",
                "new-1 | none",
                "unheard-of | none",
                "{any_of: [new-1, mid-1]} | the model mid-1 will be shut down on 2031-02-15",
                "{optional: mid-1} | the model mid-1 will be shut down on 2031-02-15",
                "{not: mid-1} | none",
                "mid* | 'model: mid*' matches only models that are shut down: mid-1 will be shut down on 2031-02-15",
                "old* | 'model: old*' matches only models that are shut down: old-2 will be shut down on 2031-02-01",
                "'{glob: \"???-1\"}' | none",
                "{starts_with: new} | none",
                "{starts_with: none} | none",
                "{matches: '^new', example: new-1} | none",
                "{matches: '-1$', example: mid-1} | the model mid-1 will be shut down on 2031-02-15",
            })
    void aRuleIsToldOfWhoseModelsEndInTime(String rule, String message) throws IOException {
        List<ContractWarning> warnings = ending.inRules(contracts(rule));

        assertThat(warnings.stream().map(ContractWarning::message).findFirst()).isEqualTo(Optional.ofNullable(message));
        assertThat(warnings).hasSizeLessThan(2).allSatisfy(warning -> {
            assertThat(warning.id().code()).isEqualTo("C623");
            assertThat(warning.at().line()).isEqualTo(2);
            assertThat(warning.interaction()).isEqualTo("asks");
        });
    }

    @Test
    void aRecordedRequestIsToldOfAtItsFile() throws IOException {
        RecordedRequests recorded = new RecordedRequests(
                "c",
                "asks",
                "c.yaml:2",
                List.of(
                        new RequestRecord(1, "ATest#asks", Json.object().put("model", "old-2")),
                        new RequestRecord(1, "ATest#stays", Json.object().put("model", "new-1"))));

        List<ContractWarning> warnings =
                ending.inRequests(Path.of("evidence"), List.of(recorded), contracts("new-1"), "openai");

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.at().file()).isEqualTo("evidence/" + recorded.fileName());
            assertThat(warning.message())
                    .isEqualTo("a recorded request of ATest#asks: the model old-2 will be shut down on 2031-02-01");
        });
    }

    private List<LoadedContract> contracts(String rule) throws IOException {
        Path file = folder.resolve("c.yaml");
        Files.writeString(
                file, "interactions:\n  - {name: asks, request: {prompt: Hi, model: " + rule + "}, response: ok}\n");
        return ContractReader.read(file);
    }

    /** Models of a provider that nobody has. */
    private record Known() implements EndingModels.Models {
        @Override
        public List<String> names() {
            return List.of("old-1", "old-2", "mid-1", "far-1", "new-1", "new-2");
        }

        @Override
        public Optional<LocalDate> endOf(String model) {
            return Optional.ofNullable(ENDS.get(model));
        }
    }
}
