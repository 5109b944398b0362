package dev.cannery.internal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretHeadersTest {
    @Test
    void aMissShowsNeitherTheSecretThatWasSentNorTheExpectedOne() {
        List<LoadedContract> contracts = ContractReader.parse(
                "a.yaml",
                "interactions: [{name: a, request: {headers: {authorization: Bearer sk-wanted, x-team: red}}, response: Hi}]");
        ChatRequest request = ChatRequest.of(
                "/v1/chat/completions", Map.of("Authorization", "Bearer sk-sent", "X-Team", "blue"), Json.object());

        Miss miss = InteractionSet.of(contracts, new RuleChecker(model -> text -> 0))
                .explain(request);

        assertThat(miss.sentence() + MissTable.of(miss))
                .doesNotContain("sk-sent", "sk-wanted")
                .contains("headers.authorization: expected [redacted], was \"[redacted]\"", "was \"blue\"");
    }
}
