package dev.cannery.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.requests.RecordedRequests;
import dev.cannery.internal.contract.requests.RecordedRequestsWriter;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.check.AnswerKind;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies recorded responses of OpenAI over HTTP against a contract of every recorded request. */
class ReplayedProviderTest {
    private static final String CONTRACT = "recorded";

    /** Hand-made: a blank before its first line, which only the bytes show. */
    private static final String INDENTED = "test_tools_streaming/test_tools_streaming_variant_c.yaml#0";

    @TempDir
    private Path recorded;

    @ParameterizedTest
    @CsvSource({"SAMPLES, STREAM", "SAMPLES, JSON", "SHARED, STREAM", "SHARED, JSON"})
    void recordedResponsesOfOpenAiSatisfyAContractOfTheirRequests(Recordings recordings, RequestedForm form)
            throws Exception {
        List<JsonNode> exchanges = RecordedAnswersTest.responsesOf(recordings, "openai").stream()
                .filter(exchange -> exchange.path("sse").isArray() == (form == RequestedForm.STREAM))
                .toList();
        try (ReplayedProvider provider = new ReplayedProvider(exchanges)) {
            VerificationResults report = verify(provider.baseUrl(), contract(exchanges), form);

            assertThat(surprises(report, exchanges)).isEmpty();
            assertThat(report.results()).hasSize(exchanges.size()).noneMatch(result -> result.status() == Status.SKIP);
            assertThat(provider.left()).isZero();
        }
    }

    private VerificationResults verify(String address, List<LoadedContract> contract, RequestedForm form)
            throws InterruptedException {
        Endpoint endpoint = Endpoint.of(address, Map.of(), null);
        Target target =
                new Target("replayed", endpoint, ProfileReader.read("openai"), null, DeclaredCapabilities.UNDECLARED);
        VerificationSettings usual = VerificationSettings.USUAL;
        VerificationSettings settings =
                new VerificationSettings(usual.timeouts(), usual.budget(), 1, Set.of(form), recorded, null, false);
        return VerificationRun.of(target, settings).verify(contract, result -> {});
    }

    /** Returns an interaction for each exchange, and writes its request as a recorded request. */
    private List<LoadedContract> contract(List<JsonNode> exchanges) {
        ObjectNode contract = Json.object().put("contract", CONTRACT);
        ArrayNode interactions = contract.putArray("interactions");
        for (int i = 0; i < exchanges.size(); i++) {
            JsonNode request = exchanges.get(i).path("request");
            ObjectNode interaction = interactions.addObject().put("name", "exchange " + i);
            interaction.putObject("request").set("model", request.path("model"));
            interaction.set("response", response(exchanges.get(i)));
            RequestRecord sent = new RequestRecord(1, "Recorded#" + i, request);
            RecordedRequestsWriter.write(
                    recorded, new RecordedRequests(CONTRACT, "exchange " + i, "recorded.yaml:1", List.of(sent)));
        }
        return ContractReader.parse("recorded.yaml", contract.toString());
    }

    /** Returns a canned response of the recorded kind. */
    private static JsonNode response(JsonNode exchange) {
        boolean isStream = exchange.path("sse").isArray();
        JsonNode completion =
                isStream ? ChunkJoiner.completion(Recordings.chunks(exchange)) : exchange.path("response");
        Set<AnswerKind> kinds = AnswerKind.of(completion);
        ObjectNode response = Json.object();
        if (kinds.contains(AnswerKind.CALLS)) {
            response.putArray("tool_calls").addObject().putObject("f");
        } else if (kinds.contains(AnswerKind.REFUSAL)) {
            response.put("refusal", "No.");
        } else {
            response.put("content", "Hi");
        }
        return response;
    }

    private static List<String> surprises(VerificationResults report, List<JsonNode> exchanges) {
        List<String> surprises = new ArrayList<>();
        for (int i = 0; i < report.results().size(); i++) {
            String source = exchanges.get(i).path("source").asText();
            List<String> expected = source.endsWith(INDENTED) ? List.of("C008") : RecordedAnswersTest.expected(source);
            report.results().get(i).findings().stream()
                    .filter(Finding::isFailure)
                    .filter(finding -> !expected.contains(finding.code()))
                    .forEach(finding -> surprises.add(source + " " + finding.code() + " "
                            + finding.mismatch().sentence()));
        }
        return surprises;
    }
}
