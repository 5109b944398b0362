package dev.cannery.internal.record.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.formats.ForeignFiles;
import dev.cannery.internal.record.formats.ForeignFiles.ForeignFile;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts become files of other tools, which golden files hold; what is written can be imported again. */
class ExportTest {
    static final List<LoadedContract> CONTRACTS =
            ContractReader.read(Path.of("src/test/resources/export/harbour.yaml"));

    @ParameterizedTest
    @ValueSource(strings = {"wiremock", "stubs-jar", "pact", "aimock", "har"})
    void aContractBecomesTheFilesOfAnotherTool(String format) {
        Export.Result result = Export.of(CONTRACTS, format);

        StringBuilder text = new StringBuilder();
        for (ExportedFile file : result.files()) {
            text.append("# ")
                    .append(file.name())
                    .append('\n')
                    .append(file.text())
                    .append('\n');
        }
        text.append("# losses\n");
        result.losses().stream()
                .map(SourceProblem::sentence)
                .forEach(loss -> text.append(loss).append('\n'));
        GoldenFile.of("export/" + format + ".txt").assertHolds(text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wiremock", "stubs-jar", "pact", "aimock", "har"})
    void theSameContractGivesTheSameBytes(String format) {
        assertThat(Export.of(CONTRACTS, format)).isEqualTo(Export.of(CONTRACTS, format));
    }

    @Test
    void anArchiveHoldsTheCallsOfTheContract() {
        ForeignFile read = imported("har");

        assertThat(read.format()).isEqualTo("HAR");
        assertThat(read.losses()).isEmpty();
        assertThat(read.calls())
                .extracting(call -> new String(call.body(), StandardCharsets.UTF_8)
                        .replaceAll("(?s).*\"content\": ?\"([^\"]*)\".*", "$1"))
                .contains("At 06:12 and 18:40.", "Seven gulls.", "Calm now.", "Ahoy.");
        assertThat(read.calls()).extracting(RecordedCall::status).contains(200, 429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pact", "aimock", "wiremock"})
    void whatIsExportedCanBeImportedAgain(String format) {
        ForeignFile read = imported(format);

        assertThat(read.interactions())
                .flatExtracting(LoadedInteraction::turns)
                .flatExtracting(turn -> turn.responses())
                .filteredOn(response -> response instanceof CannedCompletion)
                .extracting(response ->
                        ((CannedCompletion) response).choices().get(0).message())
                .contains(CONTRACTS.get(0).interactions().get(0).turns().get(0).responses().stream()
                        .map(response ->
                                ((CannedCompletion) response).choices().get(0).message())
                        .findFirst()
                        .orElseThrow())
                .extracting(message -> message.content())
                .contains("At 06:12 and 18:40.", "Seven gulls.");
    }

    @Test
    void anUnknownFormatIsRejected() {
        assertThatThrownBy(() -> Export.of(CONTRACTS, "pacts")).hasMessageContaining("pacts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wiremock", "aimock"})
    void anInteractionOfWhichNoRuleIsCarriedOverIsLeftOutAndReported(String format) {
        List<LoadedContract> contracts = ContractReader.parseTrusted(
                "a.yaml", "interactions: [{name: long, request: {messages: {size: 20..99}}, response: Enough.}]");

        Export.Result result = Export.of(contracts, format);

        assertThat(result.files())
                .extracting(ExportedFile::text)
                .allSatisfy(text -> assertThat(text).doesNotContain("Enough."));
        assertThat(result.losses())
                .extracting(SourceProblem::message)
                .anySatisfy(loss -> assertThat(loss).contains("'long': it is left out", "answer every request"));
    }

    private static ForeignFile imported(String format) {
        ExportedFile file = Export.of(CONTRACTS, format).files().get(0);
        return ForeignFiles.read(file.name(), file.text());
    }

    @Test
    void aRuleOnThePathIsOneOfPactToo() throws IOException {
        Export.Result result = Export.of(ContractReader.parse("paths.yaml", """
                        interactions:
                          - {name: same, request: {prompt: a, path: /v1/chat/completions}, response: A}
                          - {name: begins, request: {prompt: b, path: {starts_with: /v1}}, response: B}
                          - {name: denies, request: {prompt: c, path: {not: {contains: azure}}}, response: C}
                        """), "pact");
        JsonNode pact = Json.parse(result.files().get(0).text());

        assertThat(pact.at("/interactions/0/request/matchingRules").isMissingNode())
                .as("Pact compares the path with the example's")
                .isTrue();
        assertThat(pact.at("/interactions/1/request/matchingRules/path/matchers/0/regex")
                        .textValue())
                .contains("/v1");
        assertThat(result.losses().stream().map(SourceProblem::sentence).filter(loss -> loss.contains("rule on")))
                .singleElement()
                .asString()
                .contains("'denies': the rule on path is lost: Pact has no equivalent of");
    }
}
