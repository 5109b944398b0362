package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cannery.GoldenFile;
import dev.cannery.TestWords;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.ContractGenerator;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.source.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractWriterTest {
    static List<Path> goodFiles() {
        return ContractFixtures.good();
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void whatIsWrittenReadsBackAsTheSameContracts(Path file) {
        List<LoadedContract> contracts = ContractReader.read(file);

        String text = ContractFixtures.written(contracts);

        List<LoadedContract> copies = ContractFixtures.withoutPlaces(ContractReader.parse("copy.yaml", text));
        if (file.endsWith("stubs.yaml")) {
            // a stub is written as what it says, since a contract has no place for what was sent
            assertThat(copies)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*responses\\.(recorded|body)")
                    .isEqualTo(ContractFixtures.withoutPlaces(contracts));
        } else {
            assertThat(copies).as(text).isEqualTo(ContractFixtures.withoutPlaces(contracts));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyContractReadsBackAsItself(long seed) {
        LoadedContract contract = new ContractGenerator(seed).contract();

        String text = ContractWriter.write(contract);

        assertThat(ContractReader.parse("copy.yaml", text))
                .as("seed %s:%n%s", seed, text)
                .map(ContractFixtures::withoutPlaces)
                .containsExactly(contract);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writingWhatWasWrittenChangesNothing(long seed) {
        String text = ContractWriter.write(new ContractGenerator(seed).contract());

        assertThat(ContractFixtures.written(ContractReader.parse("copy.yaml", text)))
                .as("seed %s", seed)
                .isEqualTo(text);
    }

    @Test
    void theReferenceIsWrittenAsAPersonWouldWriteIt() {
        GoldenFile.of("contracts/reference.yaml").assertHolds(written("reference.yaml"));
    }

    @Test
    void everyKeyAndOperatorHasItsWords() {
        GoldenFile.of("contracts/everything.yaml").assertHolds(written("everything.yaml"));
    }

    private static String written(String fixture) {
        return ContractFixtures.written(
                ContractReader.read(Path.of("src", "test", "resources", "contracts", "good", fixture)));
    }

    @Test
    void twoRulesOnOneFieldAreRefusedSinceAFileCannotSayThem() {
        FieldRule rule = FieldRule.ofField("temperature", new Present());
        LoadedInteraction interaction = TestWords.interaction(
                "twice",
                SourceLocation.CODE,
                RequestPattern.of(List.of(rule, rule)),
                List.of(CannedCompletion.ofText("hi")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractWriter.write(new LoadedContract("c", "c", "openai", List.of(interaction))))
                .withMessage("a request must have only one rule on temperature, had two. Join them with AllOf");
    }
}
