package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client of the Responses API gets when its request is refused. */
class ResponsesRefusalTest {
    private final MockServer server = MockServer.builder()
            .contracts(ContractReader.parse(
                    "a.yaml", "{provider: openai, interactions: [{name: a, request: {prompt: Hello}, response: Hi}]}"))
            .apiKeys(List.of("sk-one"))
            .bodies(100_000, Duration.ofSeconds(30))
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** A response: its head in lower case, and its body. */
    private record Received(String head, String body) {}

    private Received send(String key, String body) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String request = RawClient.post("/v1/responses", body.replace('\'', '"'), "Authorization: Bearer " + key);
            String head = client.send(request).head();
            return new Received(head.toLowerCase(Locale.ROOT), client.body(head));
        }
    }

    @Test
    void aRequestIsRefusedInTheWordsOfThatApiWithoutRateLimits() throws IOException {
        Received refused = send("sk-one", "{'model': 'gpt-4o', 'input': 'Hello', 'stop': 'x'}");

        assertThat(refused.head())
                .startsWith("http/1.1 400")
                .contains("openai-version: 2020-10-01", "openai-organization:", "openai-processing-ms:")
                .doesNotContain("x-ratelimit-");
        assertThat(refused.body())
                .startsWith(
                        "{\n  \"error\": {\n    \"message\": \"Unknown parameter: 'stop'. Did you mean 'store'?\",");
    }

    @Test
    void aWrongKeyIsRefusedByTheSameServerAsAWrongRequest() throws IOException {
        Received refused = send("sk-two", "{'model': 'gpt-4o', 'input': 'Hello'}");

        assertThat(refused.head())
                .startsWith("http/1.1 401")
                .contains(
                        "content-type: application/json\r\n",
                        "www-authenticate: bearer realm=\"openai api\"",
                        "openai-version: 2020-10-01",
                        "openai-processing-ms:")
                .doesNotContain("vary: origin", "openai-organization", "x-ratelimit-");
        assertThat(refused.body()).startsWith("{\n  \"error\": {").doesNotContain("\n    \"error\"");
    }

    @Test
    void aTemplateIsUnknownUnlessAContractAnswers() throws IOException {
        String prompt = "'model': 'gpt-4o', 'prompt': {'id': 'pmpt_1'}";

        assertThat(send("sk-one", "{" + prompt + ", 'input': 'Bye'}").body())
                .contains("Prompt with id 'pmpt_1' not found.");
        assertThat(send("sk-one", "{" + prompt + ", 'input': 'Hello'}").head()).startsWith("http/1.1 200");
    }

    @Test
    void modelsOfThatApiAreServedThereOnly() throws IOException {
        assertThat(send("sk-one", "{'model': 'o3-pro', 'input': 'Hello'}").head())
                .startsWith("http/1.1 200");
        assertThat(send("sk-one", "{'model': 'o1-mini', 'input': 'Hello'}").body())
                .contains("is not supported with the Responses API");
    }

    @Test
    void audioIsNoResponseOfThisApi() throws IOException {
        String contract =
                "{interactions: [{name: speaks, request: {prompt: Hello}, response: {audio: {data: AAAA, transcript: Hi}}}]}";
        try (MockServer speaking = MockServer.builder()
                        .contracts(ContractReader.parse("b.yaml", contract))
                        .start();
                RawClient client = new RawClient(speaking.port())) {
            String head = client.send(RawClient.post("/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"Hello\"}"))
                    .head();

            assertThat(head).startsWith("HTTP/1.1 500");
            assertThat(client.body(head))
                    .contains(
                            "C628", "response.audio: expected a text or calls, because the Responses API has no audio");
        }
    }
}
