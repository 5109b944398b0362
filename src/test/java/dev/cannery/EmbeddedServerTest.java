package dev.cannery;

import static dev.cannery.internal.contract.dsl.Answers.toolCall;
import static dev.cannery.internal.contract.dsl.Interactions.contract;
import static dev.cannery.internal.contract.dsl.Interactions.interaction;
import static dev.cannery.internal.contract.dsl.NumberRules.within;
import static dev.cannery.internal.contract.dsl.RequestRules.prompt;
import static dev.cannery.internal.contract.dsl.RequestRules.temperature;
import static dev.cannery.internal.contract.dsl.RequestRules.tools;
import static dev.cannery.internal.contract.dsl.Rules.contains;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.reader.ContractReader;
import dev.cannery.internal.contract.writer.ContractWriter;
import dev.cannery.internal.server.MockChatServer;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server inside a test, as the README shows it. */
class EmbeddedServerTest {
    @Test
    void answersFromTheContractsOfThisProject() {
        // region embedded
        List<LoadedContract> contracts = ContractReader.read(Path.of("contracts"));
        try (MockChatServer server =
                MockChatServer.builder().contracts(contracts).start()) {
            String answer = ask(server.baseUrl() + "/chat/completions", "Hello");

            assertThat(answer).isEqualTo("Hi! How can I help?");
            assertThat(server.exchanges()).hasSize(1);
        }
        // endregion
    }

    @Test
    void answersFromAContractWrittenInJava() {
        // region dsl
        LoadedContract contract = contract(
                "weather-agent",
                interaction("asks for the weather")
                        .when(prompt(contains("weather")), temperature(within("0..0.3")), tools("get_weather"))
                        .reply(toolCall("get_weather", Map.of("city", "Paris"))));
        // endregion

        assertThat(ContractWriter.write(contract)).contains("tools: [get_weather]");
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
