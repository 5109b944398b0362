package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.limits.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each provider: whole answers with their headers, but for the time that they took. */
class ProviderTest {
    private static final String CONTRACT = """
            provider: %s
            interactions:
              - {name: greets, request: {prompt: Hello}, response: Hi!}
              - {name: limited, request: {prompt: limit}, response: {error: rate_limit_exceeded, retry_after: 1500ms}}
              - {name: filtered, request: {prompt: filter}, response: {error: %s}}
            """;

    private static MockServer openai = MockServer.builder().start();
    private static MockServer azure = MockServer.builder().start();
    private static MockServer atoma = MockServer.builder().start();

    @BeforeAll
    static void play() {
        openai = serve("openai", "content_policy_violation");
        azure = serve("azure", "content_filter");
        atoma = serve("atoma", "BALANCE_ERROR");
    }

    private static MockServer serve(String provider, String error) {
        String name = provider + ".yaml";
        serverOf(provider).close();
        return MockServer.builder()
                .contracts(ContractReader.parse(name, CONTRACT.formatted(provider, error)))
                .apiKeys(List.of("sk-one"))
                .bodies(100_000, Duration.ofSeconds(30))
                .start();
    }

    @AfterAll
    static void stop() {
        List.of(openai, azure, atoma).forEach(MockServer::close);
    }

    private static MockServer serverOf(String provider) {
        return switch (provider) {
            case "azure" -> azure;
            case "atoma" -> atoma;
            default -> openai;
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'model':'gpt-4o-mini','messages':[{'role':'user','content':'Hello'}]}",
                "200-stream | {'model':'gpt-4o-mini','stream':true,'messages':[{'role':'user','content':'Hello'}]}",
                "400 | {'model':'gpt-4o-mini','temperature':9,'messages':[{'role':'user','content':'Hello'}]}",
                "400-json | {'model'",
                "400-filter | {'model':'gpt-4o-mini','messages':[{'role':'user','content':'filter'}]}",
                "404-miss | {'model':'gpt-4o-mini','messages':[{'role':'user','content':'Bye'}]}",
                "429 | {'model':'gpt-4o-mini','messages':[{'role':'user','content':'limit'}]}"
            })
    void chatsAreAnsweredInTheProvidersForm(String name, String body) throws IOException {
        for (String provider : List.of("openai", "azure", "atoma")) {
            String request = RawClient.post(path(provider), body.replace('\'', '"'), "Authorization: Bearer sk-one");
            golden(provider + "-" + name, serverOf(provider), request);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404-url, POST, /v1/chat/completion",
        "405, DELETE, /v1/chat/completions",
        "405-models, POST, /v1/models",
        "404-stored, GET, /v1/chat/completions/chatcmpl-none"
    })
    void otherCallsAreRefusedInTheProvidersForm(String name, String method, String path) throws IOException {
        for (String provider : List.of("openai", "azure", "atoma")) {
            String request = RawClient.request(method, path, "", "Authorization: Bearer sk-one");
            golden(provider + "-" + name, serverOf(provider), request);
        }
    }

    @ParameterizedTest
    @CsvSource({"openai, 404-model", "azure, 404-model", "atoma, 200-model"})
    void aModelThatIsNotListedIsRefusedWhereThereIsAList(String provider, String name) throws IOException {
        String request = RawClient.request("GET", "/v1/models/nope", "", "Authorization: Bearer sk-one");
        golden(provider + "-" + name, serverOf(provider), request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "atoma"})
    void aStrangerIsRefusedInTheProvidersForm(String provider) throws IOException {
        String body = "{\"model\":\"m\",\"messages\":[]}";
        golden(
                provider + "-401",
                serverOf(provider),
                RawClient.post(path(provider), body, "Authorization: Bearer sk-other"));
        golden(
                provider + "-401-models",
                serverOf(provider),
                RawClient.request("GET", "/v1/models", "", "api-key: sk-other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "atoma"})
    void aBodyThatIsTooLargeIsRefusedInTheProvidersForm(String provider) throws IOException {
        golden(provider + "-413", serverOf(provider), RawClient.post(path(provider), "x".repeat(100_001)));
    }

    @Test
    void theTimeThatTheAnswerTookIsTrue() throws IOException {
        String contract =
                "interactions: [{name: slow, request: {prompt: Hello}, response: {content: Hi, delay: 120ms}}]";
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse("slow.yaml", contract))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String head = client.send(RawClient.post(
                            Replies.PATH,
                            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                    .head();

            String millis = head.replaceAll("(?s).*openai-processing-ms: (\\d+).*", "$1");
            assertThat(Integer.parseInt(millis)).isBetween(120, 5_000);
        }
    }

    @Test
    void aLimitIsToldOnEveryAnswerAndKept() throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse("a.yaml", CONTRACT.formatted("openai", "server_error")))
                        .rateLimit(RateLimit.parse("2rpd"))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String hello = RawClient.post(
                    Replies.PATH, "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

            assertThat(client.exchange(hello))
                    .contains(" 200 ", "x-ratelimit-limit-requests: 2", "x-ratelimit-remaining-requests: 1")
                    .doesNotContain("-tokens:");
            assertThat(client.exchange(RawClient.request("GET", "/v1/models", "")))
                    .contains(" 200 ", "x-ratelimit-remaining-requests: 0");
            assertThat(client.exchange(hello))
                    .contains(
                            " 429 ",
                            "x-ratelimit-remaining-requests: 0",
                            "\"type\": \"requests\"",
                            "\"code\": \"rate_limit_exceeded\"",
                            "gpt-4o in organization org-canned on requests per day (RPD): Limit 2, Used 2, Requested 1");
        }
    }

    @Test
    void whatIsNoJsonIsARequestAllTheSame() throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse("a.yaml", CONTRACT.formatted("openai", "server_error")))
                        .rateLimit(RateLimit.parse("1rpd"))
                        .apiKeys(List.of("sk-one"))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String key = "Authorization: Bearer sk-one";

            assertThat(client.exchange(RawClient.post(Replies.PATH, "{"))).contains(" 401 ");
            assertThat(client.exchange(RawClient.post(Replies.PATH, "{", key)))
                    .contains(" 400 ", "x-ratelimit-remaining-requests: 0");
            assertThat(client.exchange(RawClient.post(Replies.PATH, "{", key)))
                    .contains(" 429 ", "Rate limit reached for all models in organization");
        }
    }

    private static String path(String provider) {
        return provider.equals("azure")
                ? "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21"
                : Replies.PATH;
    }

    private static void golden(String name, MockServer server, String request) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(request).head();
            String body = head.startsWith("HTTP/1.1 413") ? client.rest(head) : client.body(head);
            String timeless =
                    head.replaceAll("(openai-processing-ms: )\\d+", "$1…").replace("\r\n", "\n");
            GoldenFile.of("provider/" + name + ".http").assertHolds(timeless + body);
        }
    }
}
