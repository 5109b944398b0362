package dev.cannery.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.requests.RecordedRequests;
import dev.cannery.internal.contract.requests.RecordedRequestsWriter;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationRunTest {
    @TempDir
    private Path folder;

    @Test
    void retriesABusyProvider() throws Exception {
        VerificationResults report = verify(
                "[{name: a, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: [{error: rate_limit_exceeded, retry_after: 10ms}, Hi]}]");

        assertThat(report.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report.requests()).isEqualTo(3);
    }

    @Test
    void aPendingInteractionDoesNotFailTheRun() throws Exception {
        VerificationResults report = verify(
                "[{name: a, pending: true, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: Bye}]");

        assertThat(report.results()).extracting(InteractionResult::status).containsOnly(Status.PENDING);
        assertThat(report.count(Status.FAIL)).isZero();
    }

    @Test
    void skipsWhatTheProviderReportsAsUnsupported() throws Exception {
        String refusal = "{error: {status: 400, type: invalid_request_error, message: Tools are not supported.}}";
        VerificationResults report = verify(
                "[{name: a, needs: [tools], request: {prompt: Hello}, response: Hi}]",
                "[{name: a, request: {prompt: Hello}, response: " + refusal + "}]");

        assertThat(report.results()).extracting(InteractionResult::status).containsOnly(Status.SKIP);
        assertThat(report.results().get(0).reason()).contains("does not support tools");
    }

    @Test
    void sendsTheRequestsThatTestsRecorded() throws Exception {
        RequestRecord sent = new RequestRecord(
                1,
                "ATest#a",
                Json.parse("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
        RecordedRequestsWriter.write(folder, new RecordedRequests("contract", "a", "x.yaml:1", List.of(sent)));
        VerificationResults report = verify(
                "[{name: a, request: {prompt: Hello}, response: Hi}]",
                "[{name: a, request: {prompt: Hello, model: gpt-4o}, response: Hi}]");

        assertThat(report.outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{fault: timeout}",
                "{fault: reset}",
                "{body: Moved, status: 200}",
                "[{error: rate_limit_exceeded}, Hi]",
                "{error: server_error}",
                "{content: Hi, fault: half_body}"
            })
    void skipsResponsesThatOnlyTheMockCanGive(String response) throws Exception {
        VerificationResults report = verify(
                "[{name: a, request: {prompt: Hello}, response: " + response + "}]",
                "[{name: a, request: {prompt: Hello}, response: Hi}]");

        assertThat(report.requests()).isZero();
        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.SKIP);
            assertThat(result.reason()).startsWith("only the mock can give ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{error: invalid_prompt}",
                "{fault: timeout}, verify: {content: Hi}",
                "{content: Hi, delay: 2s}",
                "{content: 'Hi {{request.model}}', template: true}"
            })
    void verifiesErrorsThatARequestProvokes(String response) throws Exception {
        VerificationResults report = verify(
                "[{name: a, request: {prompt: Hello}, response: " + response + "}]",
                "[{name: a, request: {prompt: Hello}, response: Hi}]");

        assertThat(report.requests()).isPositive();
        assertThat(report.results())
                .flatExtracting(InteractionResult::findings)
                .noneMatch(finding -> finding.mismatch().expected().isEmpty());
    }

    @Test
    void verifiesATemporaryErrorIfItsStateIsDeclared() {
        String contract =
                "interactions: [{name: a, given: [no quota], request: {prompt: Hi}, response: {error: server_error}}]";

        assertThat(ContractReader.parse("contract.yaml", contract))
                .flatExtracting(LoadedContract::interactions)
                .allMatch(interaction -> interaction.onlyOfMock().isEmpty());
    }

    @Test
    void onlyPendingCasesVerifyNothing() throws Exception {
        VerificationResults report = verify(
                "[{name: a, pending: true, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: Bye}]");

        assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_VERIFIED);
        assertThat(report.summary()).isEqualTo("nothing was verified: all 2 cases are pending");
    }

    @Test
    void skipsAFormThatTheContractDoesNotRequest() throws Exception {
        VerificationResults report = verify(
                settings().withForms(Set.of(RequestedForm.JSON)),
                "[{name: a, request: {prompt: Hello, stream: true}, response: Hi}]",
                "[{name: a, request: {prompt: Hello}, response: Hi}]");

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.SKIP);
            assertThat(result.reason()).isEqualTo("the contract does not request this form");
        });
        assertThat(report.requests()).isZero();
        assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_VERIFIED);
        assertThat(report.summary()).isEqualTo("nothing was verified: the only case is skipped");
    }

    @Test
    void aFormWithoutTheLastTurnDoesNotPass() throws Exception {
        String turns = "{name: a, turns: [{request: {prompt: Hello, stream: true}, response: Hi},"
                + " {request: {prompt: Bye, stream: false}, response: Bye}], verify: {content: Never}}";
        VerificationResults report =
                verify(settings().withForms(Set.of(RequestedForm.STREAM)), "[" + turns + "]", "[" + turns + "]");

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.SKIP);
            assertThat(result.reason()).isEqualTo("the contract does not request its last turn in this form");
        });
    }

    @Test
    void takesTurnsThatNoTestReachedFromTheExamples() throws Exception {
        RequestRecord first = new RequestRecord(
                1,
                "ATest#a",
                Json.parse("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
        RecordedRequestsWriter.write(folder, new RecordedRequests("contract", "a", "x.yaml:1", List.of(first)));
        VerificationResults report = verify(
                "[{name: a, turns: [{request: {prompt: Hello}, response: Hi}, {request: {prompt: Bye}, response: See you}],"
                        + " verify: {content: See you}}]",
                "[{name: a, turns: [{request: {prompt: Hello}, response: Hi}, {request: {prompt: Bye}, response: No}]}]");

        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.attempts()).extracting(Attempt::turn).containsExactly(1, 2);
            assertThat(result.status()).isEqualTo(Status.FAIL);
        });
    }

    @Test
    void reportsRecordedRequestsThatCannotBeReadAndSkipsThem() throws Exception {
        RequestRecord sent = new RequestRecord(1, "ATest#a", Json.object());
        Path file =
                RecordedRequestsWriter.write(folder, new RecordedRequests("contract", "a", "x.yaml:1", List.of(sent)));
        Files.writeString(file, "{\"contract\": \"con");
        String contract = "[{name: a, request: {prompt: Hello}, response: Hi}]";

        try (MockServer server =
                MockServer.builder().contracts(contract(contract)).start()) {
            VerificationRun verifier = VerificationRun.of(target(server), settings());
            assertThat(verifier.verify(contract(contract), result -> {}).outcome())
                    .isEqualTo(Outcome.PASSED);
            assertThat(verifier.notes())
                    .singleElement()
                    .asString()
                    .contains(file.toString(), "sending the contract's examples instead");
        }
    }

    @Test
    void anInterruptedVerificationReportsTheResultsSoFar() throws Exception {
        String contract = "[{name: a, request: {prompt: Hello}, response: Hi},"
                + " {name: b, request: {prompt: Bye}, response: {content: Bye, delay: 30s}}]";
        try (MockServer server =
                MockServer.builder().contracts(contract(contract)).start()) {
            Thread caller = Thread.currentThread();
            VerificationResults report = VerificationRun.of(
                            target(server), settings().withForms(Set.of(RequestedForm.JSON)))
                    .verify(contract(contract), result -> caller.interrupt());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.results())
                    .extracting(InteractionResult::status)
                    .containsExactly(Status.PASS, Status.SKIP);
            assertThat(report.incomplete()).contains("incomplete: 1 of 2 were not tried: interrupted");
            assertThat(report.summary()).isEqualTo("not everything was verified: interrupted");
        }
    }

    @Test
    void warningsFailIfConfigured() throws Exception {
        InteractionResult warned = new InteractionResult(
                Subject.ofTarget("x", ChatEndpoint.CHAT_COMPLETIONS),
                Status.WARN,
                "",
                false,
                InteractionResult.Score.NONE,
                List.of());

        assertThat(settings().judged(warned).status()).isEqualTo(Status.WARN);
        InteractionResult failed = settings().failingOn(Level.WARN).judged(warned);
        assertThat(failed.status()).isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{prompt: Hello} | PASS | ",
                "{prompt: Hello, max_completion_tokens: 100} | PASS |",
                "{prompt: Hello, n: 2} | SKIP | n, which the Responses API does not have",
                "{prompt: Hello, path: {ends_with: /chat/completions}} | SKIP | does not request this form",
                "{prompt: Hello, path: {ends_with: /responses}} | PASS |"
            })
    void aContractHoldsAProviderToItsResponsesApi(String request, Status status, String reason) throws Exception {
        VerificationResults report = verify(
                settings().withForms(Set.of(RequestedForm.RESPONSES_JSON)),
                "[{name: a, request: " + request + ", response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: Hi}]");

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).as(result.findings().toString()).isEqualTo(status);
            assertThat(result.reason()).contains(reason == null ? "" : reason);
            assertThat(result.attempts())
                    .allSatisfy(attempt ->
                            assertThat(attempt.sent().body().has("input")).isTrue());
        });
    }

    @Test
    void aFindingInAResponseNamesItsPlaceThere() throws Exception {
        VerificationResults report = verify(
                settings().withForms(Set.of(RequestedForm.RESPONSES_JSON)),
                "[{name: a, request: {prompt: Hello}, response: Hi, verify: {content: Hi}}]",
                "[{name: a, request: {prompt: Hello}, response: Bye}]");

        assertThat(report.results().get(0).findings())
                .extracting(finding -> finding.code() + " " + finding.mismatch().path())
                .containsExactly("C101 output[0].content[0].text");
    }

    private VerificationResults verify(String asked, String answered) throws InterruptedException {
        return verify(settings(), asked, answered);
    }

    private VerificationSettings settings() {
        VerificationSettings usual = VerificationSettings.USUAL;
        return new VerificationSettings(usual.timeouts(), usual.budget(), 1, usual.forms(), folder, null, false);
    }

    private static Target target(MockServer server) {
        Endpoint endpoint = Endpoint.of(server.baseUrl().toString(), Map.of(), null);
        return new Target("mock", endpoint, ProfileReader.read("openai"), null, DeclaredCapabilities.UNDECLARED);
    }

    private static VerificationResults verify(VerificationSettings settings, String asked, String answered)
            throws InterruptedException {
        try (MockServer server =
                MockServer.builder().contracts(contract(answered)).start()) {
            return VerificationRun.of(target(server), settings).verify(contract(asked), result -> {});
        }
    }

    private static List<LoadedContract> contract(String interactions) {
        return ContractReader.parse("contract.yaml", "interactions: " + interactions + "\n");
    }
}
