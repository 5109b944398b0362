package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request is sent decides whether a provider would know the address at all. */
class AddressTest {
    private static final String BODY =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private static final String INPUT = "{\"model\":\"gpt-4o-mini\",\"input\":\"Hello\"}";

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final MockServer openai =
            serve("{provider: openai, interactions: [{name: a, request: {prompt: Hello}, response: Hi}]}");
    private final MockServer azure =
            serve("{provider: azure, interactions: [{name: a, request: {prompt: Hello}, response: Hi}]}");

    private MockServer serve(String contract) {
        return MockServer.builder()
                .contracts(ContractReader.parse("a.yaml", contract))
                .notices(notices::add)
                .start();
    }

    @AfterEach
    void stop() {
        openai.close();
        azure.close();
    }

    private static String answer(MockServer server, String address) throws IOException {
        return answer(server, address, BODY);
    }

    private static String answer(MockServer server, String address, String body) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(RawClient.post(address, body)).head();
            return head.lines().findFirst().orElse("").replaceAll("[^ ]* (\\d+).*", "$1") + " " + client.body(head);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/v1/chat/completions | ends in /v1 twice; use ",
                "/v1/chat/completions/chat/completions | ends in /chat/completions, which",
                "/v1/chat/completions/v1/chat/completions | ends in /chat/completions, which",
                "/v1//chat/completions | ends in a slash and",
                "//v1/chat/completions | ends in a slash and",
                "/v1/chat/completions/ | without a slash at the end",
                "/v1/v1/responses | ends in /v1 twice; use ",
                "/v1/responses/responses | ends in /responses, which",
                "/v1/responses/v1/responses | ends in /responses, which",
                "/v1/responses/chat/completions | ends in /responses, which",
                "/v1/chat/completions/responses | ends in /chat/completions, which",
                "/v1/chat/completions/v1/responses | ends in /chat/completions, which",
                "/v1//responses | ends in a slash and",
                "/v1/responses/ | without a slash at the end",
                "/v1/embeddings | not /embeddings",
                "/v1/completions | not /completions",
                "/v1 | should add /chat/completions",
                "/v1/chat | there is no such path",
            })
    void whatNoProviderHasIsRefusedInItsWordsAndExplainedOnce(String path, String advice) throws IOException {
        for (int i = 0; i < 11; i++) {
            assertThat(answer(openai, path)).startsWith("404 ").contains("Invalid URL (POST " + path + ")");
        }

        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).startsWith("POST " + path + ": ").contains(advice);
        assertThat(notices.get(1)).isEqualTo(notices.get(0) + " (10 times so far)");
        assertThat(advice.startsWith("not") || notices.get(0).contains("http://localhost/v1"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings", "/v1/moderations", "/v1/images/generations"})
    void theAnswerSaysWhatToDoWhereTheProviderHasMore(String path) throws IOException {
        for (MockServer server : List.of(openai, azure)) {
            assertThat(answer(server, path)).startsWith("404 ").contains("use the client's chat completions");
        }
        assertThat(answer(openai, path))
                .contains("Invalid URL (POST " + path + "): only chat completions and responses are served");
        for (String mistaken : List.of("/v1/v1/embeddings", "/v1/chat/completions/", "/v1/models/")) {
            assertThat(answer(openai, mistaken)).startsWith("404 ").doesNotContain("only chat completions and");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/completions",
                "/proxy/v1/chat/completions",
                "/v1/team/openai/chat/completions",
                "/models/chat/completions",
                "/v1/chat/completions?api-version=x"
            })
    void aGatewayMayStandBeforeThePath(String path) throws IOException {
        assertThat(answer(openai, path)).startsWith("200 ");
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/deployments/my-own/chat/completions?api-version=2024-10-21, 200",
        "/openai/deployments/my-own/chat/completions?api-version=2025-04-01-preview, 200",
        "/openai/v1/chat/completions, 200",
        "/openai/v1/chat/completions?api-version=preview, 200",
        "/openai/v1/chat/completions?api-version=latest, 200",
        "/openai/v1/chat/completions?api-version=2024-10-21, 404",
        "/openai/deployments/my-own/chat/completions, 404",
        "/openai/deployments/my-own/chat/completions?api-version=, 404",
        "/openai/deployments/my-own/chat/completions?api-version=latest, 404",
        "/openai/deployments/my-own/chat/completions?api-version=2024-99-21, 404",
        "/openai/deployments/a/b/chat/completions?api-version=2024-10-21, 404",
        "/v1/chat/completions, 404",
        "/chat/completions, 404",
        "/models/chat/completions?api-version=2024-05-01-preview, 200",
        "/models/chat/completions, 404",
        "/openai/deployments/my-own//chat/completions?api-version=2024-10-21, 404",
    })
    void azureHasItsOwnAddresses(String address, String status) throws IOException {
        String answer = answer(azure, address);

        assertThat(answer).startsWith(status + " ");
        if (status.equals("404")) {
            assertThat(answer.replaceAll("\\s+", " "))
                    .contains("{ \"error\": { \"code\": \"404\", \"message\": \"Resource not found\" } }");
            assertThat(notices).singleElement().asString().contains("?api-version=2024-10-21");
        }
    }

    @Test
    void aContractThatNamesThePathAnswersThere() throws IOException {
        String contract =
                "{provider: azure, interactions: [{name: a, request: {prompt: Hello, path: /gate/chat/completions}, response: Hi}]}";
        try (MockServer server = serve(contract)) {
            assertThat(answer(server, "/gate/chat/completions")).startsWith("200 ");
        }
    }

    @Test
    void aRuleOnTheQueryChooses() throws IOException {
        String contract = "{provider: azure, interactions: ["
                + "{name: a, request: {prompt: Hello, query: {api-version: \"2024-10-21\"}}, response: GA},"
                + "{name: b, request: {prompt: Hello, query: {api-version: {glob: \"*-preview\"}}}, response: Preview}]}";
        try (MockServer server = serve(contract)) {
            String path = "/openai/deployments/d/chat/completions?api-version=";
            assertThat(answer(server, path + "2024-10-21")).contains("\"GA\"");
            assertThat(answer(server, path + "2025-01-01%2Dpreview")).contains("\"Preview\"");
            assertThat(answer(server, path + "2023-05-15")).contains("query.api-version");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groq", "mistral", "gemini", "atoma"})
    void aProviderWithoutTheResponsesApiRefusesItsAddressAndTheLogSaysWhatToDo(String provider) throws IOException {
        try (MockServer server = serve(
                "{provider: " + provider + ", interactions: [{name: a, request: {prompt: Hello}, response: Hi}]}")) {
            assertThat(answer(server, "/v1/responses", INPUT)).startsWith("404 ");
        }

        assertThat(notices)
                .singleElement()
                .asString()
                .isEqualTo("POST /v1/responses: the provider '" + provider
                        + "' has no Responses API; use the client's chat completions, such as .chat(…) of the Vercel AI SDK"
                        + " or chat.completions of OpenAI's SDKs, or a contract with a provider that has it, such as"
                        + " `provider: openai`");
    }

    @ParameterizedTest
    @CsvSource({
        "azure, /openai/v1/responses, 200",
        "azure, /openai/responses?api-version=2025-04-01-preview, 200",
        "azure, /openai/responses, 404",
        "azure, /v1/responses, 404",
        "openrouter, /api/v1/responses, 200",
        "deepseek, /responses, 200",
        "xai, /v1/responses, 200",
        "copilot, /responses, 200",
        "lenient, /any/responses, 200",
    })
    void aProviderHasTheResponsesApiAtItsOwnAddress(String provider, String address, String status) throws IOException {
        try (MockServer server = serve(
                "{provider: " + provider + ", interactions: [{name: a, request: {prompt: Hello}, response: Hi}]}")) {
            assertThat(answer(server, address, INPUT)).startsWith(status + " ");
        }
    }
}
