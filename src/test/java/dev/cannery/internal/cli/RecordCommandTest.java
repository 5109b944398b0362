package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCommandTest {
    /** A variable that every process has; its value plays the key. */
    private static final String KEY_VARIABLE = "PATH";

    private static final String REFUSAL =
            "{\"error\":{\"message\":\"messages are missing\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";
    private static final String COMPLETION = """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"message":
            {"role":"assistant","content":"Good day","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}
            """;

    @TempDir
    private Path folder;

    private HttpServer provider;

    /** Answers a request with this body. */
    private interface Handler {
        void answer(HttpExchange exchange, String body) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private void serve(Handler handler) {
        provider.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try (exchange) {
                if (body.equals("{}")) {
                    send(exchange, 400, "application/json", REFUSAL.getBytes(StandardCharsets.UTF_8));
                } else {
                    handler.answer(exchange, body);
                }
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Program record(String... more) {
        return recordFrom("http://127.0.0.1:" + provider.getAddress().getPort() + "/v1", more);
    }

    private Program recordFrom(String target, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("record", "--target", target, "--port", "0", "--out", out().toString()));
        arguments.addAll(Arrays.asList(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** Returns the contracts. */
    private List<Path> files() throws IOException {
        return allFiles().stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .toList();
    }

    private List<Path> allFiles() throws IOException {
        if (!Files.exists(out())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(out())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html        | <h1>Log in</h1>          | it is not a chat-completions API",
                "404 | application/json | {\"detail\":\"Not Found\"} | it is not a chat-completions API",
                "200 | application/json | {\"ok\":true}            | it is not a chat-completions API",
                "200 | text/plain       | ''                       | it is not a chat-completions API",
                "503 | text/plain       | overloaded               | the API is not available, a gateway answered with status 503",
                "302 | text/html        | moved                    | it redirects to https://elsewhere.example/v1?token=[redacted]",
                "401 | application/json | {\"error\":{\"message\":\"no\"}} | it refuses the key in the environment variable PATH",
                "403 | text/plain       | no                       | it refuses the key in the environment variable PATH"
            })
    void aTargetThatCannotBeRecordedIsReportedAndNothingIsWritten(int status, String type, String body, String words)
            throws Exception {
        provider.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("location", "https://elsewhere.example/v1?token=sk-1234567890abcdef");
                send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
            }
        });
        try (Program program = record("--api-key-env", KEY_VARIABLE)) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(3);
            assertThat(program.err().lines()).hasSize(1);
            assertThat(program.err()).contains("cannery: cannot record from http://127.0.0.1", words);
        }
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void aClosedPortIsReported() throws Exception {
        int port = provider.getAddress().getPort();
        provider.stop(0);
        try (Program program = recordFrom("http://127.0.0.1:" + port + "/v1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.err()).contains("no connection to 127.0.0.1:" + port);
        }
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void onlyTheRequestsOfTheClientAndOneEmptyRequestReachTheProvider() throws Exception {
        List<String> bodies = new ArrayList<>();
        provider.createContext("/", exchange -> {
            try (exchange) {
                synchronized (bodies) {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                }
                boolean isFirst = bodies.size() == 1;
                send(
                        exchange,
                        isFirst ? 400 : 200,
                        "application/json",
                        (isFirst ? REFUSAL : COMPLETION).getBytes(StandardCharsets.UTF_8));
            }
        });
        try (Program program = record("--calls", "1")) {
            program.ask("Hello");
            assertThat(program.exitCode()).isZero();
            assertThat(program.out())
                    .contains("recorded 1 call, 3 tokens, 0.3 KiB", "new        Hello")
                    .containsPattern("file +new  changed  unchanged  kept")
                    .doesNotContain("not recorded");
        }
        assertThat(bodies).hasSize(2).first().isEqualTo("{}");
        assertThat(files()).hasSize(1);
    }

    @Test
    void theAddressesOfTheEndpointsThatAreRecordedArePrinted() throws Exception {
        String base = "http://127.0.0.1:" + provider.getAddress().getPort() + "/openai/deployments/gpt";
        serve((exchange, body) -> send(exchange, 200, "application/json", COMPLETION.getBytes(StandardCharsets.UTF_8)));
        try (Program program = recordFrom(base + "?api-version=1", "--profile", "azure")) {
            program.awaitLine("recording " + base + "/chat/completions?api-version=1 and "
                    + base.replace("/deployments/gpt", "/responses") + "?api-version=1 to ");
        }
        try (Program program = record("--profile", "groq")) {
            program.awaitLine("/v1/chat/completions to ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /models, /v1/models",
        "GET, /v1/models?limit=2, /v1/models?limit=2",
        "GET, /v1/models/meta/llama%203, /v1/models/meta/llama%203",
        "GET, /v1/responses/resp_1/input_items, /v1/responses/resp_1/input_items",
        "POST, /v1/conversations, /v1/conversations",
        "DELETE, /v1/chat/completions/c, /v1/chat/completions/c"
    })
    void whatTheProviderListsAndStoresIsAskedOfItAndNotRecorded(String method, String path, String forwarded)
            throws Exception {
        List<String> asked = new ArrayList<>();
        serve((exchange, body) -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            send(exchange, 203, "application/json", "{\"own\": \"list\"}".getBytes(StandardCharsets.UTF_8));
        });
        try (Program program = record("--api-key-env", KEY_VARIABLE, "--max-requests", "1")) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = send(program, method, path);
                assertThat(answer.body()).isEqualTo("{\"own\": \"list\"}");
                assertThat(answer.statusCode()).isEqualTo(203);
            }
        }
        assertThat(asked).hasSize(2).containsOnly(method + " " + forwarded + " Bearer " + System.getenv(KEY_VARIABLE));
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void withTheModeMissingTheProviderIsAskedForWhatIsNotKnownHere() throws Exception {
        List<String> asked = new ArrayList<>();
        serve((exchange, body) -> {
            asked.add(exchange.getRequestURI().getPath());
            send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        });
        try (Program program = record("--mode", "missing", "--profile", "openai")) {
            assertThat(send(program, "GET", "/v1/models").body()).contains("gpt-4o");
            assertThat(send(program, "GET", "/v1/models/own-model").body()).isEqualTo("{}");
            assertThat(send(program, "GET", "/v1/responses/resp_of_provider").body())
                    .isEqualTo("{}");
            assertThat(send(program, "GET", "/v1/unknown").statusCode()).isEqualTo(404);
        }
        assertThat(asked).containsExactly("/v1/models/own-model", "/v1/responses/resp_of_provider");
    }

    private static HttpResponse<String> send(Program program, String method, String path) throws Exception {
        String root = program.baseUrl().toString().replaceFirst("/v1/?$", "");
        HttpRequest.BodyPublisher body = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("{\"metadata\": {}}")
                : HttpRequest.BodyPublishers.noBody();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(root + path))
                                .method(method, body)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDryRunPrintsTheContractsAndWritesNothing() throws Exception {
        serve((exchange, body) -> send(exchange, 200, "application/json", COMPLETION.getBytes(StandardCharsets.UTF_8)));
        try (Program program = record("--calls", "1", "--dry-run", "--name", "greeting")) {
            program.ask("Hello");
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains("contract: greeting", "content: Good day");
        }
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void anInterruptWritesWhatIsComplete() throws Exception {
        serve((exchange, body) -> send(exchange, 200, "application/json", COMPLETION.getBytes(StandardCharsets.UTF_8)));
        Program program = record("--name", "greeting");
        program.ask("Hello");
        program.awaitLine("1 call,");
        program.close();

        assertThat(program.exitCode()).isZero();
        assertThat(files()).extracting(file -> file.getFileName().toString()).containsExactly("greeting.yaml");
    }

    @Test
    void aLimitEndsTheRecordingWithWhatWasRecorded() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        serve((exchange, body) -> {
            asked.incrementAndGet();
            send(exchange, 200, "application/json", COMPLETION.getBytes(StandardCharsets.UTF_8));
        });
        try (Program program = record("--max-requests", "1", "--name", "greeting")) {
            program.ask("Hello");
            assertThat(program.ask("Hello again")).contains("the budget of 1 requests is used up");
            assertThat(program.exitCode()).isEqualTo(3);
        }
        try (Program program = record("--max-tokens", "3", "--name", "other")) {
            program.ask("Hello");
            program.ask("Hello again");
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.err()).contains("stopped, because the budget of 3 tokens is used up");
        }
        assertThat(asked).hasValue(2);
        assertThat(files()).hasSize(2);
    }

    @Test
    void aCompressedAnswerIsRecordedInPlainText() throws Exception {
        serve((exchange, body) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(COMPLETION.getBytes(StandardCharsets.UTF_8));
            }
            String encoding = body.contains("Hello") ? "gzip" : "br";
            exchange.getResponseHeaders().add("content-encoding", encoding);
            send(exchange, 200, "application/json", bytes.toByteArray());
        });
        try (Program program = record("--calls", "1", "--name", "greeting")) {
            program.ask("Unknown");
            program.awaitLine("not recorded: the answer is compressed with 'br'");
            program.ask("Hello");
            assertThat(program.exitCode()).isZero();
        }
        assertThat(Files.readString(files().get(0))).contains("Good day").doesNotContain("Unknown");
    }

    @Test
    void errorsAreRecordedOnlyIfTheyAreAskedFor() throws Exception {
        serve((exchange, body) -> {
            exchange.getResponseHeaders().add("retry-after", "2");
            send(exchange, 429, "application/json", REFUSAL.getBytes(StandardCharsets.UTF_8));
        });
        for (boolean isAsked : new boolean[] {false, true}) {
            String[] options = isAsked
                    ? new String[] {"--calls", "1", "--name", "limit", "--errors"}
                    : new String[] {"--calls", "1", "--name", "limit"};
            try (Program program = record(options)) {
                assertThat(program.ask("Hello")).isEqualTo(REFUSAL);
                assertThat(program.exitCode()).isZero();
                assertThat(program.out().contains("because its answer has status 429"))
                        .isNotEqualTo(isAsked);
            }
            assertThat(files()).hasSize(isAsked ? 1 : 0);
        }
        assertThat(Files.readString(files().get(0))).contains("429", "retry_after: 2s");
    }

    @Test
    void secretsAreFoundInNoFile() throws Exception {
        String key = String.valueOf(System.getenv(KEY_VARIABLE));
        String mail = "ada.lovelace@mail.example";
        String secrets = " " + key + " " + mail + " ticket 4711-XY end";
        serve((exchange, body) -> {
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            StringBuilder stream = new StringBuilder();
            for (String piece : ("You said" + secrets).split("(?<=\\G...)", -1)) {
                stream.append(chunk("{\"content\":\"" + piece + "\"}", "null"));
            }
            stream.append(chunk("{}", "\"stop\"")).append("data: [DONE]\n\n");
            exchange.getResponseBody().write(stream.toString().getBytes(StandardCharsets.UTF_8));
        });
        for (boolean isRaw : new boolean[] {false, true}) {
            List<String> options = new ArrayList<>(
                    List.of("--calls", "1", "--api-key-env", KEY_VARIABLE, "--redact", "ticket \\S+", "--name", "s"));
            if (isRaw) {
                options.add("--raw");
            }
            try (Program program = record(options.toArray(String[]::new))) {
                program.post(
                        "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Repeat"
                                + secrets + "\"}]}");
                assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
                assertThat(program.out()).doesNotContain(key, mail, "4711");
            }
            assertThat(allFiles()).hasSizeGreaterThan(1);
            for (Path file : allFiles()) {
                assertThat(Files.readString(file)).doesNotContain(key, mail, "4711", "lovelace");
            }
        }
    }

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o-mini\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    @Test
    void withTheModeMissingOnlyNewRequestsReachTheProvider() throws Exception {
        Path known = folder.resolve("known.yaml");
        Files.writeString(known, "interactions: [{name: bye, request: {prompt: Bye}, response: So long}]");
        AtomicInteger asked = new AtomicInteger();
        serve((exchange, body) -> {
            asked.incrementAndGet();
            send(exchange, 200, "application/json", COMPLETION.getBytes(StandardCharsets.UTF_8));
        });
        try (Program program =
                record("--mode", "missing", "--contracts", known.toString(), "--calls", "1", "--name", "new")) {
            assertThat(program.ask("Bye")).contains("So long");
            assertThat(program.ask("Hello")).contains("Good day");
            assertThat(program.exitCode()).isZero();
        }
        assertThat(asked).hasValue(1);

        try (Program program = record("--mode", "none", "--contracts", known.toString())) {
            assertThat(program.ask("Hello")).contains("Good day");
            assertThat(program.ask("Other")).contains("no_matching_interaction");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerThatIsCutAtAnyByteIsNotRecorded() throws Exception {
        String body = chunk("{\"content\":\"Hi\"}", "null") + chunk("{}", "\"stop\"") + "data: [DONE]\n\n";
        String chunked = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        String closed = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n" + body;
        String whole = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + COMPLETION.length()
                + "\r\n\r\n" + COMPLETION;
        for (String answer : List.of(chunked, closed, whole)) {
            try (CutProvider cut = new CutProvider(answer);
                    Program program = recordFrom(cut.address(), "--name", "cut")) {
                for (int end = 0; end < answer.length(); end += 7) {
                    cut.cutAfter(end);
                    postTo(program);
                }
                program.awaitLine("not recorded");
                assertThat(program.out()).doesNotContain("1 call,");
            }
            assertThat(allFiles()).isEmpty();
        }
    }

    private static void postTo(Program program) throws InterruptedException {
        try {
            program.post("{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[]}");
        } catch (IOException e) {
            // the client sees that the answer is cut
        }
    }

    @Test
    void whatIsRecordedIsServedAgainAndItsCheckIsClean() throws Exception {
        List<LoadedContract> contracts = ContractReader.parse(
                "p.yaml", "provider: deepseek\ninteractions: [{name: hi, request: {prompt: Hello}, response: Hi}]");
        try (MockServer mock = MockServer.builder().contracts(contracts).start()) {
            try (Program program = recordFrom(mock.baseUrl().toString(), "--profile", "deepseek", "--calls", "1")) {
                assertThat(program.ask("Hello")).contains("Hi");
                assertThat(program.exitCode()).isZero();
            }
        }
        try (Program check = Program.start("check", out().toString())) {
            assertThat(check.exitCode()).as(check.out()).isZero();
            assertThat(check.out()).contains("0 errors, 0 warnings");
        }
    }
}
