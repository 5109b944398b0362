package dev.cannery.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mock satisfies the contracts that it serves. */
class OwnContractsTest {
    @ParameterizedTest
    @EnumSource
    void theMockSatisfiesTheProjectsOwnContractsInBothForms(ChatEndpoint asked) throws Exception {
        Set<RequestedForm> forms = Set.of(RequestedForm.JSON.at(asked), RequestedForm.STREAM.at(asked));
        List<LoadedContract> contracts = ContractReader.read(Path.of("contracts"));
        try (MockServer server = MockServer.builder().contracts(contracts).start()) {
            Endpoint endpoint = Endpoint.of(server.baseUrl().toString(), Map.of(), null);
            Target target =
                    new Target("mock", endpoint, ProfileReader.read("openai"), null, DeclaredCapabilities.UNDECLARED);
            VerificationResults report = VerificationRun.of(target, VerificationSettings.USUAL.withForms(forms))
                    .verify(contracts, result -> {});

            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.findings())
                            .as(result.subject().title())
                            .isEmpty());
            assertThat(report.results())
                    .filteredOn(result -> result.status() == Status.PASS)
                    .extracting(result -> result.subject().form())
                    .containsAll(forms);
            assertThat(report.outcome()).isEqualTo(Outcome.PASSED);
        }
    }
}
