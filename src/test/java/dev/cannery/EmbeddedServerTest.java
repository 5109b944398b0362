package dev.cannery;

import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.prompt;
import static dev.cannery.Rules.temperature;
import static dev.cannery.Rules.tools;
import static dev.cannery.Rules.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The embedded server, as the guides show it. */
class EmbeddedServerTest {
    @Test
    void answersFromTheContractsOfThisProject() {
        // region embedded
        List<Contract> contracts = Contract.read(Path.of("contracts"));
        try (MockChatServer server =
                MockChatServer.builder().contracts(contracts).start()) {
            String answer = ask(server.baseUrl() + "/chat/completions", "Hello");

            assertThat(answer).isEqualTo("Hi! How can I help?");
            assertThat(server.exchanges()).hasSize(1);
        }
        // endregion
    }

    @Test
    void answersFromAFunctionIfNoInteractionMatches() {
        Contract hello = Contract.of(
                "hello", Interaction.named("says hello").when(prompt("Hello")).reply("Hi!"));
        try (MockChatServer server = MockChatServer.builder()
                .contracts(hello)
                .responder(request -> text("You asked " + request.model() + ": " + request.prompt()))
                .start()) {
            String url = server.baseUrl() + "/chat/completions";

            assertThat(ask(url, "Hello")).isEqualTo("Hi!");
            assertThat(ask(url, "Why?")).isEqualTo("You asked gpt-4o-mini: Why?");
        }
    }

    @Test
    void acceptsOnlyTheGivenApiKeys() {
        Contract any = Contract.of("any", Interaction.named("any").reply("Hi!"));
        try (MockChatServer server = MockChatServer.builder()
                .contracts(any)
                .apiKeys("sk-one", "sk-two")
                .start()) {
            assertThat(statusWith("sk-two", server)).isEqualTo(200);
            assertThat(statusWith("sk-three", server)).isEqualTo(401);
        }
    }

    private static int statusWith(String key, MockChatServer server) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .body("{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}")
                .post(server.baseUrl() + "/chat/completions")
                .statusCode();
    }

    @Test
    void aScopeAnswersAndRecordsForItself() {
        Contract one = Contract.of("one", Interaction.named("any").reply("one"));
        Contract two = Contract.of("two", Interaction.named("any").reply("two"));
        try (MockChatServer server = MockChatServer.builder().contracts(one).start();
                MockChatScope scope = server.openScope(two)) {
            assertThat(ask(server.baseUrl() + "/chat/completions", "Hello")).isEqualTo("one");
            assertThat(ask(scope.baseUrl() + "/chat/completions", "Hello")).isEqualTo("two");
            assertThat(scope.exchanges())
                    .singleElement()
                    .satisfies(
                            exchange -> assertThat(exchange.request().prompt()).isEqualTo("Hello"));
        }
    }

    @Test
    void answersFromAContractWrittenInJava() {
        // region dsl
        Contract contract = Contract.of(
                "weather-agent",
                Interaction.named("asks for the weather")
                        .when(prompt(contains("weather")), temperature(within(0, 0.3)), tools("get_weather"))
                        .reply(toolCall("get_weather", Map.of("city", "Paris"))));
        // endregion

        assertThat(contract.toYaml()).contains("tools: [get_weather]");
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
