package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Distinguishes a wrong or missing target from a provider that violates the contract. */
class UnusableTargetTest {
    private static final String SOUND = """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,"message":
            {"role":"assistant","content":"Hi","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
            """;

    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        Files.writeString(folder.resolve("a.yaml"), """
                interactions:
                  - {name: hello, request: {prompt: Hello}, response: Hi}
                  - {name: bye, request: {prompt: Bye}, response: Hi}
                """);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    static Stream<Arguments> answersOfOthers() {
        String path = "Check the base URL; most end in /v1";
        return Stream.of(
                Arguments.of(404, "text/plain", "Not Found", path),
                Arguments.of(404, "text/html", "<h1>Not Found</h1>", path),
                Arguments.of(404, "application/json", "{\"detail\":\"Not Found\"}", path),
                Arguments.of(404, "application/json", "{\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}", path),
                Arguments.of(
                        404,
                        "application/json",
                        "{\"error\":{\"message\":\"Invalid URL (POST /chat/completions)\",\"type\":\"invalid_request_error\","
                                + "\"param\":null,\"code\":null}}",
                        path),
                Arguments.of(
                        404,
                        "application/json",
                        "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}",
                        path),
                Arguments.of(
                        404,
                        "application/json",
                        "{\"error\":{\"message\":\"Unknown request URL: POST /openai/v1/x. Please check the URL.\"}}",
                        path),
                Arguments.of(
                        404,
                        "application/json",
                        "{\"object\":\"error\",\"message\":\"Invalid URL (POST /v1/x)\",\"type\":\"invalid_request_error\"}",
                        path),
                Arguments.of(405, "text/plain", "", path),
                Arguments.of(307, "text/plain", "moved", "200; a redirect to http://elsewhere/v1 is not followed"),
                Arguments.of(301, "text/html", "<h1>Moved</h1>", "a redirect to http://elsewhere/v1 is not followed"),
                Arguments.of(
                        502,
                        "text/html",
                        "<h1>Bad Gateway</h1>",
                        "an HTML page comes from something in front of the API"),
                Arguments.of(504, "text/plain", "upstream timed out", "this comes from a gateway, not from the API"),
                Arguments.of(
                        200,
                        "text/html",
                        "<form>Log in</form>",
                        "an HTML page is not from the API. Check the base URL"));
    }

    @ParameterizedTest
    @MethodSource("answersOfOthers")
    void aReplyThatIsNotFromTheApiIsReportedOnceWithAHint(int status, String type, String body, String words)
            throws Exception {
        serve(exchange -> send(exchange, status, type, body));
        for (String[] more : new String[][] {{}, {"--no-errors", "--concurrency", "1"}}) {
            try (Program program = verify(more)) {
                assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
                assertThat(program.out())
                        .containsOnlyOnce("C015")
                        .contains(words, status + " (" + type + ") from http://127.0.0.1")
                        .contains("not tried: the target cannot be used", "the target could not be used")
                        .doesNotContain("C5", "C00");
            }
        }
    }

    @Test
    void aTargetWithoutTheResponsesApiIsVerifiedByItsChatCompletions() throws Exception {
        serve(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/responses")) {
                send(exchange, 404, "text/html", "<h1>Not Found</h1>");
            } else {
                send(exchange, 200, "application/json", SOUND);
            }
        });
        try (Program program = verify("--no-errors", "--endpoint", "both", "--concurrency", "1")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out())
                    .contains("PASS     a: hello (json)", "PASS     a: bye (json)")
                    .contains("FAIL     a: hello (responses-json)", "SKIP     a: bye (responses-json)")
                    .containsOnlyOnce("C015")
                    .contains("/responses\"", "A target without the Responses API needs --endpoint chat");
        }
    }

    @Test
    void theWrongRequestsOfEachEndpointAreACaseOfTheirOwn() throws Exception {
        serve(exchange -> {
            boolean isResponse = exchange.getRequestURI().getPath().endsWith("/responses");
            String error = "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":null}}";
            send(exchange, isResponse ? 200 : 400, "application/json", error);
        });
        try (Program program = verify("--endpoint", "both", "--max-requests", "40")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out())
                    .contains("WARN     (target): refuses wrong requests (json)  8/8")
                    .contains("FAIL     (target): refuses wrong requests (responses-json)  0/8");
        }
    }

    @Test
    void oneOddResponseBeforeValidOnesIsAFinding() throws Exception {
        serve(exchange -> {
            if (requests.get() == 1) {
                send(exchange, 502, "text/html", "<h1>Bad Gateway</h1>");
            } else {
                send(exchange, 200, "application/json", SOUND);
            }
        });
        try (Program program = verify("--no-errors", "--concurrency", "1")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out()).contains("C005", "PASS     a: bye (json)").doesNotContain("C015");
        }
    }

    @Test
    void anOddResponseAmongValidOnesIsAFinding() throws Exception {
        serve(exchange -> {
            if (requests.get() > 1) {
                send(exchange, 404, "text/plain", "Not Found");
            } else {
                send(exchange, 200, "application/json", SOUND);
            }
        });
        try (Program program = verify("--no-errors", "--concurrency", "1")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out())
                    .contains("PASS     a: hello (json)", "C005")
                    .doesNotContain("C015");
        }
    }

    @Test
    void anUnknownModelIsNotAWrongUrl() throws Exception {
        String error = "{\"error\":{\"message\":\"The model does not exist\",\"type\":\"invalid_request_error\","
                + "\"param\":null,\"code\":\"model_not_found\"}}";
        serve(exchange -> send(exchange, 404, "application/json", error));
        try (Program program = verify("--no-errors")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out()).contains("404 The model does not exist", "C005");
        }
    }

    @Test
    void anExhaustedQuotaExitsWithThree() throws Exception {
        String error = "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\","
                + "\"param\":null,\"code\":\"insufficient_quota\"}}";
        serve(exchange -> send(exchange, 429, "application/json", error));
        for (String[] more : new String[][] {{}, {"--no-errors", "--concurrency", "1"}}) {
            requests.set(0);
            try (Program program = verify(more)) {
                assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
                assertThat(program.out())
                        .containsOnlyOnce("C014")
                        .contains("You exceeded your current quota")
                        .doesNotContain("C5");
                assertThat(requests).hasValue(1);
            }
        }
    }

    @Test
    void aForbiddenCallerExitsWithThree() throws Exception {
        serve(exchange -> send(exchange, 403, "application/json", "{\"error\": {\"message\": \"no\"}}"));
        try (Program program = verify("--no-errors")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out()).contains("C014");
        }
    }

    private void serve(Answer answer) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.getResponseHeaders().set("location", "http://elsewhere/v1");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Program verify(String... more) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Stream<String> usual = Stream.of("verify", folder.toString(), "--target", address, "--form", "json");
        return Program.start(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
