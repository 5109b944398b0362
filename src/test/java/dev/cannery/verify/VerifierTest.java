package dev.cannery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.chat.Json;
import dev.cannery.contract.Contract;
import dev.cannery.contract.evidence.EvidenceRequest;
import dev.cannery.contract.evidence.EvidenceWriter;
import dev.cannery.contract.evidence.InteractionEvidence;
import dev.cannery.contract.reader.ContractReader;
import dev.cannery.profile.ProfileReader;
import dev.cannery.server.MockChatServer;
import dev.cannery.verify.exchange.Endpoint;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.Outcome;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.result.VerificationReport;
import dev.cannery.verify.targets.Offers;
import dev.cannery.verify.targets.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    @TempDir
    private Path folder;

    @Test
    void aBusyProviderIsAskedAgain() throws Exception {
        VerificationReport report = verify(
                "[{name: a, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: [{error: rate_limit_exceeded, retry_after: 10ms}, Hi]}]");

        assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(report.requests()).isEqualTo(3);
    }

    @Test
    void aPendingInteractionFailsNothing() throws Exception {
        VerificationReport report = verify(
                "[{name: a, pending: true, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: Bye}]");

        assertThat(report.results()).extracting(InteractionResult::status).containsOnly(Status.PENDING);
        assertThat(report.count(Status.FAIL)).isZero();
    }

    @Test
    void whatTheProviderPlainlyDoesNotSupportIsSkipped() throws Exception {
        String refusal = "{error: {status: 400, type: invalid_request_error, message: Tools are not supported.}}";
        VerificationReport report = verify(
                "[{name: a, needs: [tools], request: {prompt: Hello}, response: Hi}]",
                "[{name: a, request: {prompt: Hello}, response: " + refusal + "}]");

        assertThat(report.results()).extracting(InteractionResult::status).containsOnly(Status.SKIP);
        assertThat(report.results().get(0).reason()).contains("does not support tools");
    }

    @Test
    void whatTestsReallySentIsSentAgain() throws Exception {
        EvidenceRequest sent = new EvidenceRequest(
                1,
                "ATest#a",
                Json.parse("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
        EvidenceWriter.write(folder, new InteractionEvidence("contract", "a", "x.yaml:1", List.of(sent)));
        VerificationReport report = verify(
                "[{name: a, request: {prompt: Hello}, response: Hi}]",
                "[{name: a, request: {prompt: Hello, model: gpt-4o}, response: Hi}]");

        assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    }

    private VerificationReport verify(String asked, String answered) throws InterruptedException {
        try (MockChatServer server =
                MockChatServer.builder().contracts(contract(answered)).start()) {
            Endpoint endpoint = Endpoint.of(server.baseUrl().toString(), Map.of(), null);
            Target target = new Target("mock", endpoint, ProfileReader.read("openai"), null, Offers.UNDECLARED);
            VerificationSettings usual = VerificationSettings.USUAL;
            VerificationSettings settings =
                    new VerificationSettings(usual.timeouts(), usual.budget(), 1, usual.forms(), folder, null, false);
            return Verifier.of(target, settings).verify(contract(asked), result -> {});
        }
    }

    private static List<Contract> contract(String interactions) {
        return ContractReader.parse("contract.yaml", "interactions: " + interactions + "\n");
    }
}
