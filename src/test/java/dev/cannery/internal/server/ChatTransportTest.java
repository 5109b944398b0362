package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTransportTest {
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final MockServer server = MockServer.builder()
            .scripted(request -> {
                if (request.model().equals("broken")) {
                    throw new IllegalStateException("on purpose");
                }
                return Replies.json(request.model() + " at " + request.path() + " for " + request.header("X-Who"));
            })
            .bodies(1_000_000, Duration.ofMillis(300))
            .notices(notices::add)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "/chat/completions",
                "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "/api/v1/chat/completions"
            })
    void everyPathOfChatCompletionsIsServed(String path) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(path, "{\"model\":\"m\"}", "X-Who: me")))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Content-Type: application/json\r\n", "Content-Length: ")
                    .endsWith("m at " + path.replaceAll("\\?.*", "") + " for me");
        }
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.exchange(post(PATH, "{\"model\":\"m" + i + "\"}")))
                        .contains("m" + i + " at");
            }
        }
    }

    @Test
    void aChunkedBodyIsReadHoweverItArrives() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"mo");
            pause(50);
            client.send("\r\n9\r\ndel\":\"m\"}\r\n");
            pause(50);
            assertThat(client.exchange("0\r\n\r\n")).contains("200 OK").contains("m at ");
        }
    }

    @Test
    void aBodyInPiecesOfAFixedLengthIsRead() throws IOException {
        String request = post(PATH, "{\"model\":\"" + "x".repeat(200_000) + "\"}");
        try (RawClient client = new RawClient(server.port())) {
            client.send(request.substring(0, 50_000));
            pause(50);
            assertThat(client.exchange(request.substring(50_000))).contains("200 OK");
        }
    }

    @Test
    void aBodyOfManyPiecesThatIsParsedOnAnotherThreadIsAnswered() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, "{\"model\":\"" + "x".repeat(500_000) + "\"}")))
                    .contains("200 OK");
        }
    }

    @Test
    void anOfferToUpgradeToHttp2IsIgnored() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String answer = client.exchange(post(
                    PATH,
                    "{\"model\":\"m\"}",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"));
            assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("m at ");
        }
    }

    @Test
    void anOfferToUpgradeWithoutABodyIsIgnoredToo() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("PUT " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void aClientThatWaitsForLeaveToSendItsBodyGetsIt() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 100 Continue");
            assertThat(client.exchange("{\"model\":\"m\"}")).contains("200 OK");
        }
    }

    @Test
    void anAnnouncedBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String answer =
                    client.exchange("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n{");
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("x-should-retry: false", "Connection: close")
                    .contains("\"request_too_large\"", "larger than the limit of 1000000 bytes");
        }
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedAndTheClientCanReadWhy() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                client.send("10000\r\n" + "x".repeat(0x10000) + "\r\n");
            }
            assertThat(client.exchange("0\r\n\r\n")).startsWith("HTTP/1.1 413").contains("request_too_large");
            assertThat(client.isEnded()).isTrue();
        } catch (SocketException e) {
            // on a machine so busy that sending takes longer than the server lingers, the journal tells
            assertThat(server.exchanges())
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.status()).isEqualTo(413));
        }
    }

    @Test
    void aBodyThatNeverEndsIsRefusedAndNotToBeRetried() throws IOException {
        long start = System.nanoTime();
        try (RawClient client = new RawClient(server.port())) {
            String answer =
                    client.exchange("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"model\"");
            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .contains("x-should-retry: false")
                    .contains("did not end within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(millis(300), millis(10_000));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aBodyThatDripsTimesOutAsAWhole() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
            for (int i = 0; i < 100 && server.exchanges().isEmpty(); i++) {
                client.send("{");
                pause(60);
            }
        } catch (SocketException e) {
            // the server hung up while we were dripping, as it should
        }
        assertThat(server.exchanges())
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.status()).isEqualTo(408));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{} {}"})
    void aBodyThatIsNoJsonObjectIsRefusedInTheApisWords(String body) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, body)))
                    .startsWith("HTTP/1.1 400")
                    .contains("We could not parse the JSON body of your request.");
        }
        assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.status()).isEqualTo(400);
            assertThat(exchange.request().body()).isEqualTo(body);
            assertThat(exchange.interaction()).isNull();
        });
    }

    @Test
    void peopleAreToldWhereABodyBreaksOffBeingJson() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.exchange(post(PATH, "{\"model\":\n gpt}"));
            client.exchange(post(PATH, "[]"));
        }
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0))
                .startsWith("refused POST /v1/chat/completions: the request's body is not JSON, line 2, column 2: ")
                .contains("'gpt'");
        assertThat(notices.get(1))
                .isEqualTo("refused POST /v1/chat/completions: the request's body is not a JSON object");
    }

    @Test
    void aBodyThatIsEncodedIsRefusedInASentence() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, "\u001f\u008b", "Content-Encoding: gzip")))
                    .startsWith("HTTP/1.1 415")
                    .contains("encoded as 'gzip', but this server does not decode bodies", "x-should-retry: false");
        }
    }

    @Test
    void aFaultOfOursReachesTheClientAsAnAnswerAndPeopleAsANotice() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, "{\"model\":\"broken\"}")))
                    .startsWith("HTTP/1.1 500")
                    .contains("on purpose", "x-should-retry: false");
        }
        assertThat(notices).singleElement().asString().contains("on purpose");
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
