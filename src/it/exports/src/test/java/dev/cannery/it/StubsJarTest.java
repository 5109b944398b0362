package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.contract.stubrunner.BatchStubRunner;
import org.springframework.cloud.contract.stubrunner.BatchStubRunnerFactory;
import org.springframework.cloud.contract.stubrunner.StubRunnerOptions;
import org.springframework.cloud.contract.stubrunner.StubRunnerOptionsBuilder;
import org.springframework.cloud.contract.stubrunner.spring.StubRunnerProperties;

/** The stub runner of Spring Cloud Contract finds an exported jar in a repository, and serves the contract. */
class StubsJarTest {
    private static final String ASK = "{\"model\": \"gpt-5.4\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]%s}";

    private static BatchStubRunner runner;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        Path repository = Path.of("target/repository").toAbsolutePath();
        Cannery.run(
                "export", Cannery.CONTRACTS, "--to", "stubs-jar", "--coordinates", "com.example:harbour:1.0.0",
                "--out", repository.resolve("com/example/harbour/1.0.0").toString());
        StubRunnerOptions options = new StubRunnerOptionsBuilder()
                .withStubsMode(StubRunnerProperties.StubsMode.REMOTE)
                .withStubRepositoryRoot(repository.toUri().toString())
                .withStubs("com.example:harbour:1.0.0:stubs")
                .build();
        runner = new BatchStubRunnerFactory(options).buildBatchStubRunner();
        runner.runStubs();
        url = runner.findStubUrl("com.example", "harbour").toString();
    }

    @AfterAll
    static void stop() throws Exception {
        if (runner != null) {
            runner.close();
        }
    }

    @Test
    void aRequestGetsTheResponseOfItsInteraction() throws Exception {
        assertTrue(chat("Count the boats.", ", \"temperature\": 0.1").body().contains("Seven gulls."));
        assertEquals(404, chat("Count the boats.", ", \"temperature\": 0.9").statusCode());
    }

    @Test
    void aStreamedRequestGetsAStream() throws Exception {
        HttpResponse<String> response = chat("Count the boats.", ", \"temperature\": 0, \"stream\": true");

        assertTrue(response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream"));
        assertTrue(response.body().endsWith("data: [DONE]\n\n"), response.body());
    }

    @Test
    void aToolLoopHasItsTurns() throws Exception {
        String tools = ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"tide_table\"}}]";
        String first = chat("When is high water?", tools).body();
        assertTrue(first.contains("\"id\": \"call_w1\""), first);

        String history = "{\"model\": \"gpt-5.4\", \"messages\": [{\"role\": \"user\", \"content\": \"When is high water?\"},"
                + " {\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"call_w1\", \"type\": \"function\","
                + " \"function\": {\"name\": \"tide_table\", \"arguments\": \"{}\"}}]},"
                + " {\"role\": \"tool\", \"tool_call_id\": \"call_w1\", \"content\": \"06:12\"}]" + tools + "}";
        assertTrue(Cannery.post(url + "/v1/chat/completions", history).body().contains("At 06:12 and 18:40."));
    }

    @Test
    void anErrorHasItsStatusAndItsHeader() throws Exception {
        HttpResponse<String> response = chat("Hurry!", "");

        assertEquals(429, response.statusCode());
        assertEquals("1", response.headers().firstValue("retry-after").orElse(""));
    }

    @Test
    void theResponsesApiIsServedToo() throws Exception {
        String body = "{\"model\": \"gpt-5.4\", \"input\": \"%s\", \"temperature\": 0.1}";

        HttpResponse<String> gulls = Cannery.post(url + "/v1/responses", body.formatted("Count the boats."));
        HttpResponse<String> berths = Cannery.post(url + "/v1/responses", body.formatted("Plan the berths."));

        assertTrue(gulls.body().contains("\"object\": \"response\"") && gulls.body().contains("Seven gulls."));
        assertTrue(berths.body().contains("Three berths."));
        assertEquals(404, chat("Plan the berths.", "").statusCode());
    }

    private static HttpResponse<String> chat(String prompt, String more) throws Exception {
        return Cannery.post(url + "/v1/chat/completions", ASK.formatted(prompt, more));
    }
}
