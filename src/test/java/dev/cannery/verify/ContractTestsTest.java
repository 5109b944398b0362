package dev.cannery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.GoldenFile;
import dev.cannery.InvalidFilesException;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.junit.Kit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

class ContractTestsTest {
    private static final String CONTRACTS = "src/test/resources/junit/provider.yaml";
    private static final MockServer PROVIDER = MockServer.builder()
            .contracts(ContractReader.read(Path.of("src/test/resources/junit/provider-answers.yaml")))
            .start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void passesAndFailsAsTheReportDoes() {
        EngineExecutionResults results = Kit.run(OfAFolder.class);

        assertThat(names(results.testEvents().succeeded().stream()))
                .containsExactly(
                        "refuses wrong requests",
                        "provider: hello (json)",
                        "provider: hello (stream)",
                        "verifies at least one interaction");
        GoldenFile.of("junit/provider.txt")
                .assertHolds(Kit.failures(results) + "\naborted:\n"
                        + results.testEvents().aborted().stream()
                                .map(ContractTestsTest::reason)
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    @Test
    void aTestPointsToTheFileOfItsInteraction() {
        Event hello = Kit.run(OfAFolder.class).testEvents().succeeded().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals("provider: hello (json)"))
                .findFirst()
                .orElseThrow();

        assertThat(hello.getTestDescriptor().getSource()).hasValueSatisfying(source -> {
            FileSource place = (FileSource) source;
            assertThat(place.getFile()).hasName("provider.yaml");
            assertThat(place.getPosition().orElseThrow().getLine()).isEqualTo(2);
        });
    }

    @Test
    void parallelTestsHaveTheSameResults() {
        assertThat(Kit.failures(Kit.runInParallel(OfAFolder.class))).isEqualTo(Kit.failures(Kit.run(OfAFolder.class)));
    }

    @Test
    void aTargetThatIsDownFailsOnceAndAbortsTheOtherTests() {
        EngineExecutionResults results = Kit.run(OfNobody.class);

        assertThat(results.testEvents().failed().stream()).hasSize(1);
        assertThat(Kit.failures(results)).contains("refuses wrong requests", "no connection to 127.0.0.1:PORT", "C001");
        assertThat(results.testEvents().aborted().stream().map(ContractTestsTest::reason))
                .hasSizeGreaterThan(3)
                .filteredOn(reason -> reason.contains("not tried"))
                .hasSizeGreaterThan(3)
                .allMatch(reason -> reason.contains("the target cannot be used"));
    }

    @Test
    void aRunThatChecksNothingFails() {
        assertThat(Kit.failures(Kit.run(OfNeeds.class)))
                .contains(
                        "== verifies at least one interaction",
                        "nothing was verified",
                        "needs vision, which the target does not declare");
        assertThat(Kit.failures(Kit.run(OfNoTag.class)))
                .contains("== provider()", "unknown tag 'smoke': no interaction has tags");
    }

    @Test
    void anExhaustedBudgetFails() {
        assertThat(Kit.failures(Kit.run(OfLittle.class)))
                .contains("== verifies at least one interaction", "the budget of 1 requests is used up");
    }

    @Test
    void aMissingKeyIsReportedInOneSentence() {
        ContractTests tests = ContractTests.of(Verifier.builder()
                .contracts(CONTRACTS)
                .apiKeyEnv("CANNERY_NO_SUCH_KEY")
                .build());

        assertThatThrownBy(() -> tests.against("http://127.0.0.1:1/v1"))
                .isInstanceOf(InvalidFilesException.class)
                .hasMessageStartingWith(
                        "the environment variable CANNERY_NO_SUCH_KEY, which should hold the API key, is not set");
    }

    @Test
    void missingContractsAreAnError() {
        assertThatThrownBy(() -> ContractTests.of("no/such/folder"))
                .isInstanceOf(InvalidFilesException.class)
                .hasMessageContaining("no/such/folder");
        assertThatThrownBy(() -> Verifier.builder().build())
                .hasMessage("verification requires at least one contract. Add one with contracts(…)");
    }

    private static List<String> names(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName()).toList();
    }

    private static String reason(Event event) {
        String message = String.valueOf(event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage());
        return "== " + event.getTestDescriptor().getDisplayName() + "\n"
                + message.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
    }

    private static VerifierBuilder hello() {
        List<LoadedContract> contracts = ContractReader.parse(
                "hello.yaml", "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n");
        return Verifier.builder().contracts(contracts.toArray(LoadedContract[]::new));
    }

    static class OfAFolder {
        @TestFactory
        Stream<DynamicTest> provider() {
            return ContractTests.of(Verifier.builder()
                            .contracts(CONTRACTS)
                            .capabilities("tools")
                            .build())
                    .against(PROVIDER.baseUrl().toString());
        }
    }

    static class OfNobody {
        @TestFactory
        Stream<DynamicTest> provider() {
            return ContractTests.of(CONTRACTS).against("http://127.0.0.1:1/v1");
        }
    }

    static class OfNeeds {
        @TestFactory
        Stream<DynamicTest> provider() {
            List<LoadedContract> contracts = ContractReader.parse(
                    "a.yaml", "interactions: [{name: a, needs: [vision], request: {prompt: Hello}, response: Hi}]\n");
            return ContractTests.of(Verifier.builder()
                            .contracts(contracts.toArray(LoadedContract[]::new))
                            .capabilities("tools")
                            .build())
                    .against(PROVIDER.baseUrl().toString());
        }
    }

    static class OfNoTag {
        @TestFactory
        Stream<DynamicTest> provider() {
            return ContractTests.of(hello().tags("smoke").build())
                    .against(PROVIDER.baseUrl().toString());
        }
    }

    static class OfLittle {
        @TestFactory
        Stream<DynamicTest> provider() {
            return ContractTests.of(hello().withoutErrors().budget(1, 1_000_000).build())
                    .against(PROVIDER.baseUrl().toString());
        }
    }
}
