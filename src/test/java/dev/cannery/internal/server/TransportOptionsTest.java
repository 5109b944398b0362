package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.RawClient.request;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.Await;
import dev.cannery.internal.server.answer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportOptionsTest {
    private static final String HOST = "Host: localhost:8080";
    private static final String PAGE = "Origin: http://app.example";

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example", "null", "https://localhost:8080", "http://localhost:3000"})
    void aPageOfAnotherOriginIsRefusedInASentenceThatSaysHowToLetItIn(String origin) throws IOException {
        assertThat(exchange(TransportOptions.PLAIN, post(PATH, "{}", HOST, "Origin: " + origin)))
                .startsWith("HTTP/1.1 403")
                .contains("origin_refused", "start the server with --cors " + origin + ".")
                .doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aPageOfTheServersOwnOriginIsServed() throws IOException {
        assertThat(exchange(TransportOptions.PLAIN, post(PATH, "{}", HOST, "Origin: http://localhost:8080")))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aPageThatWasLetInMayReadTheAnswer() throws IOException {
        TransportOptions wire = TransportOptions.PLAIN.cors(List.of("http://App.example", "http://other.example"));

        assertThat(exchange(wire, post(PATH, "{}", HOST, PAGE)))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("access-control-allow-origin: http://app.example")
                .containsIgnoringCase("vary: Origin");
        assertThat(exchange(wire, post(PATH, "{}", HOST, "Origin: http://evil.example")))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void everyPageMayReadWhereAllWereLetIn() throws IOException {
        assertThat(exchange(TransportOptions.PLAIN.cors(List.of("*")), post(PATH, "{}", HOST, PAGE)))
                .containsIgnoringCase("access-control-allow-origin: *");
    }

    @Test
    void aBrowserIsToldWhatItMaySend() throws IOException {
        String preflight = request(
                "OPTIONS",
                PATH,
                "",
                HOST,
                PAGE,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, x-stainless-lang");

        assertThat(head(TransportOptions.PLAIN.cors(List.of("*")), preflight))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-methods: GET, POST, DELETE")
                .containsIgnoringCase("access-control-allow-headers: authorization, x-stainless-lang");
        assertThat(head(TransportOptions.PLAIN, preflight)).startsWith("HTTP/1.1 403");
    }

    @Test
    void aProgramIsToldWhichMethodsThereAre() throws IOException {
        assertThat(head(TransportOptions.PLAIN, request("OPTIONS", PATH, "", HOST)))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("allow: POST, OPTIONS");
    }

    @Test
    void theAdminApiKnowsNoOtherOrigins() throws IOException {
        assertThat(head(TransportOptions.PLAIN.cors(List.of("*")), request("GET", "/__admin/mappings", "", HOST, PAGE)))
                .startsWith("HTTP/1.1 403")
                .doesNotContainIgnoringCase("access-control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.example", "http://app.example/", "", "http://a, http://b"})
    void whatIsNoOriginIsSaid(String origin) {
        assertThatThrownBy(() -> TransportOptions.PLAIN.cors(List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid origin '" + origin
                        + "'. Expected a scheme and host such as http://localhost:3000, without a path, or *");
    }

    @Test
    void speedShortensAllTime() throws IOException {
        long start = System.nanoTime();
        try (MockServer server =
                        serving(TransportOptions.PLAIN.speed("100x"), Replies.stream(10, Duration.ofSeconds(1)));
                RawClient client = new RawClient(server.port())) {
            assertThat(client.body(client.send(post(PATH, "{}")).head())).contains("data: 9");
        }
        assertThat(since(start)).isBetween(Duration.ofMillis(90), Duration.ofSeconds(5));
    }

    @Test
    void atInstantSpeedNothingWaits() throws IOException {
        long start = System.nanoTime();
        try (MockServer server =
                        serving(TransportOptions.PLAIN.speed("instant"), Replies.json("late", Duration.ofHours(1)));
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, "{}"))).endsWith("late");
        }
        assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatIsNoSpeedIsSaid() {
        assertThatThrownBy(() -> TransportOptions.PLAIN.speed("fast"))
                .hasMessage("invalid speed 'fast'. Expected 10x, 0.5x or instant, for example");
    }

    @Test
    void closingLetsAnswersEndAndRefusesOthersMeanwhile() throws Exception {
        MockServer server = serving(
                TransportOptions.PLAIN.drain(Duration.ofSeconds(10)), Replies.stream(20, Duration.ofMillis(100)));
        try (RawClient open = new RawClient(server.port());
                RawClient late = new RawClient(server.port())) {
            String head = open.send(post(PATH, "{}")).head();
            open.chunk();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            Await.until("the server turns requests away", () -> isTurnedAway(server.port()));

            assertThat(late.exchange(post(PATH, "{}")))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("connection: close")
                    .contains("server_closing");
            assertThat(open.body(head)).endsWith("data: 19\n\n");
            closing.join();
        }
    }

    @Test
    void closingWaitsNoLongerThanItMay() throws IOException {
        MockServer server = serving(
                TransportOptions.PLAIN.drain(Duration.ofMillis(200)), Replies.stream(1_000, Duration.ofMillis(50)));
        try (RawClient open = new RawClient(server.port())) {
            open.send(post(PATH, "{}")).head();
            long start = System.nanoTime();
            server.close();

            assertThat(since(start)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
            assertThat(open.isEnded()).isTrue();
        }
    }

    @Test
    void closingAnIdleServerWaitsForNothing() {
        MockServer server = serving(TransportOptions.PLAIN.drain(Duration.ofMinutes(1)), Replies.json("x"));
        long start = System.nanoTime();
        server.close();

        assertThat(since(start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedInTheApisShape(String nonsense) throws IOException {
        assertThat(exchange(TransportOptions.PLAIN, nonsense))
                .containsIgnoringCase("content-type: application/json")
                .contains("\"error\": {", "The server cannot accept this request: ")
                .doesNotContain("<html");
    }

    @Test
    void headersThatAreTooLargeAreRefusedInTheApisShape() throws IOException {
        assertThat(exchange(
                        TransportOptions.PLAIN,
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("\"error\": {");
    }

    private static String exchange(TransportOptions wire, String request) throws IOException {
        try (MockServer server = serving(wire, Replies.json("{}"));
                RawClient client = new RawClient(server.port())) {
            return client.exchange(request);
        }
    }

    private static String head(TransportOptions wire, String request) throws IOException {
        try (MockServer server = serving(wire, Replies.json("{}"));
                RawClient client = new RawClient(server.port())) {
            return client.send(request).head();
        }
    }

    private static MockServer serving(TransportOptions wire, Answer reply) {
        return MockServer.builder().transport(wire).scripted(request -> reply).start();
    }

    private static boolean isTurnedAway(int port) {
        try (RawClient client = new RawClient(port)) {
            return client.send(post(PATH, "{}")).head().startsWith("HTTP/1.1 503");
        } catch (IOException e) {
            return true; // the server no longer takes connections
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
