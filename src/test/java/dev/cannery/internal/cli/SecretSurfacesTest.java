package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cannery.internal.wire.Json;
import dev.cannery.junit.ChatMockTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Sends a secret of each kind and searches for all of them on every surface. */
@Timeout(120)
class SecretSurfacesTest {
    /** Secrets in headers: recognised by name, or by the form of the value under a harmless name. */
    private static final String[] HEADERS = {
        "Authorization", "Bearer LEAK-1",
        "Helicone-Auth", "LEAK-2",
        "Cookie", "a=LEAK-3",
        "x-jwt-assertion", "LEAK-4",
        "x-signature", "LEAK-5",
        "x-pass", "LEAK-PASS",
        "x-session-id", "LEAK-6",
        "x-any", "Bearer LEAK-7",
        "x-other", "Basic LEAK-8",
        "x-more", "sk-LEAK-90123456789012345"
    };

    private static final String QUERY =
            "?authorization=LEAK-a&session=LEAK-b&api%5Fkey=LEAK-c&x=Bearer%20LEAK-d&y=sk-LEAK-90123456789012345";

    /** Secrets in a text: recognised by form or by name, in the query and user of a URL, in JSON. */
    private static final String TEXT = "keys sk-LEAK-90123456789012345 and ghp_LEAK0123456789abcdefghij;"
            + " password=LEAK-f, Bearer LEAK-0123456789-abcdef; https://app:LEAK-g@db.internal/x"
            + " https://api.example.com/v1?key=LEAK-h&sig=LEAK-i"
            + " {\"client_secret\": \"LEAK-j\"}";

    private static final String CONTRACT = """
            interactions:
              - name: wanted
                request: {prompt: hi, headers: {x-any: wanted, helicone-auth: wanted}}
                response: Hi
              - {name: plain, request: {prompt: {contains: keys}}, response: Hi}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void theServerAndItsLogShowNoSecretOfARequest(String format) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), CONTRACT);
        StringBuilder shown = new StringBuilder();
        try (Program program = Program.start(
                "serve", "--port", "0", "--contracts", folder.toString(), "--verbose", "--log-format", format)) {
            URI server = address(program);
            String scope = send(server.resolve("/__admin/scopes"), CONTRACT, false)
                    .replaceFirst("(?s).*\"id\" ?: ?\"(\\w+)\".*", "$1");
            String chat = "/v1/chat/completions";
            for (String path : List.of(chat, "/scope/" + scope + chat, "/foo", "/v1/sk-LEAK-90123456789012345/chat")) {
                shown.append(send(server.resolve(path + QUERY), body("hi"), true));
                shown.append(send(server.resolve(path + QUERY), "{", true));
            }
            for (String journal : List.of(
                    "requests",
                    "requests/unmatched",
                    "scopes/" + scope + "/exchanges",
                    "scopes/" + scope + "/misses")) {
                shown.append(get(server.resolve("/__admin/" + journal)));
            }
            // the journal contains unchanged bodies, because rules are checked against them later
            send(server.resolve(chat), body(TEXT), false);
            send(server.resolve(chat), body("other " + TEXT.replace("keys", "")), false);
            program.awaitLine("/foo");
            shown.append(program.out()).append(program.err());
        }
        assertThat(shown.toString())
                .contains("[redacted]", "/foo", "a.yaml", "plain")
                .doesNotContain("LEAK");
    }

    @Test
    void noReportOfAProviderShowsASecretThatItSendsOrIsSent() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), """
                interactions:
                  - {name: text, request: {prompt: hi}, response: Hi, verify: {content: Hi}}
                  - {name: stream, request: {prompt: hi, stream: true}, response: Hi, verify: {content: Hi}}
                """);
        String[] reports = {
            "--json", path("r.json"), "--markdown", path("r.md"), "--html", path("r.html"),
        };
        StringBuilder shown = new StringBuilder();
        HttpServer echo = echo();
        try {
            Files.writeString(folder.resolve("cannery.yaml"), """
                targets:
                  echo: {url: 'http://127.0.0.1:PORT/v1?key=LEAK-echoed-parameter&a=b', headers: {x-team: red}}
                """.replace(
                            "PORT", String.valueOf(echo.getAddress().getPort())));
            shown.append(run("verify", reports, "--junit", path("r.xml"), "--record", path("record"), path("a.yaml")));
            assertThat(folder.resolve("record")).isDirectoryContaining("glob:**.json");
            shown.append(files());
            shown.append(run("probe", reports)).append(files());
        } finally {
            echo.stop(0);
        }

        assertThat(shown.toString())
                .contains("[redacted]", "<testsuite", "<html", "|---|")
                .doesNotContain("LEAK");
    }

    @Test
    void aFailedTestAndTheFilesOfARunShowNoSecretOfARequest() throws IOException {
        StringBuilder shown = new StringBuilder();
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("cannery.output", path("out"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(Sending.class))
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .forEach(result -> shown.append(result.getThrowable().orElseThrow()));

        assertThat(shown.toString()).contains("expected", "[redacted]").doesNotContain("LEAK");
        assertThat(folder.resolve("out/requests")).isNotEmptyDirectory();
        assertThat(files()).contains("[redacted]", "coverage", "<html").doesNotContain("LEAK");
    }

    @ChatMockTest("src/test/resources/junit/secret-surfaces.yaml")
    static class Sending {
        @Test
        void matches(URI baseUrl) throws Exception {
            send(URI.create(baseUrl + "/chat/completions" + QUERY), body(TEXT), true);
        }

        @Test
        void misses(URI baseUrl) throws Exception {
            send(URI.create(baseUrl + "/chat/completions" + QUERY), body(TEXT.replace("keys", "")), true);
        }
    }

    /** A provider that responds with secrets of its own and with the whole request. */
    private static HttpServer echo() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", SecretSurfacesTest::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange asked) throws IOException {
        try (asked) {
            boolean isStream = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .contains("\"stream\":true");
            String text = Json.compact(Json.object().put("t", TEXT + " " + asked.getRequestURI()));
            asked.getResponseHeaders().set("x-request-id", "sk-LEAK-90123456789012345");
            asked.getResponseHeaders().set("set-cookie", "a=LEAK-k");
            asked.getResponseHeaders().set("content-type", isStream ? "text/event-stream" : "application/json");
            String chunk = "data: {\"id\":\"sk-LEAK-90123456789012345\",\"object\":\"chat.completion.chunk\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":" + text.substring(5, text.length() - 1)
                    + "}}]}\n\n";
            String answer = isStream
                    ? chunk + "data: {\"error\":{\"message\":" + text.substring(5, text.length() - 1) + "}}\n\n"
                    : "{\"error\":{\"message\":" + text.substring(5, text.length() - 1) + "}}";
            asked.sendResponseHeaders(isStream ? 200 : 400, 0);
            asked.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String run(String command, String[] reports, String... more) throws Exception {
        String[] arguments = Stream.of(
                        Stream.of(command, "--target", "echo", "--config", path("cannery.yaml")),
                        Stream.of(reports),
                        Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isBetween(1, 3);
            return program.out() + program.err();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Returns all files that were written, except those of the test itself. */
    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".yaml")) {
                    all.append(file).append('\n').append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    /** Returns the URL at which a program listens, in either log format. */
    private static URI address(Program program) throws InterruptedException {
        program.awaitLine("http://127.0.0.1:");
        return URI.create(program.out().replaceFirst("(?s).*?(http://127\\.0\\.0\\.1:\\d+).*", "$1"));
    }

    private static String body(String prompt) {
        return Json.object()
                .put("model", "gpt-4o")
                .set(
                        "messages",
                        Json.array().add(Json.object().put("role", "user").put("content", prompt)))
                .toString();
    }

    private static String send(URI to, String body, boolean hasSecrets) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body));
        if (hasSecrets) {
            request.headers(HEADERS);
        }
        return text(request);
    }

    private static String get(URI from) throws IOException, InterruptedException {
        return text(HttpRequest.newBuilder(from));
    }

    private static String text(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.headers() + response.body();
    }
}
