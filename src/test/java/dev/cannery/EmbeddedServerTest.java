package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.contract.Contract;
import dev.cannery.contract.reader.ContractReader;
import dev.cannery.server.MockChatServer;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server inside a test, as the README shows it. */
class EmbeddedServerTest {
    @Test
    void answersFromTheContractsOfThisProject() {
        // region embedded
        List<Contract> contracts = ContractReader.read(Path.of("contracts"));
        try (MockChatServer server =
                MockChatServer.builder().contracts(contracts).start()) {
            String answer = ask(server.baseUrl() + "/chat/completions", "Hello");

            assertThat(answer).isEqualTo("Hi! How can I help?");
            assertThat(server.exchanges()).hasSize(1);
        }
        // endregion
    }

    private static String ask(String url, String prompt) {
        return RestAssured.given()
                .body("{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"user\", \"content\": \"" + prompt
                        + "\"}]}")
                .post(url)
                .then()
                .statusCode(200)
                .extract()
                .path("choices[0].message.content");
    }
}
