package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.cannery.Await;
import dev.cannery.internal.server.host.BindAddress;
import dev.cannery.internal.server.host.Breakdown;
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests may take of memory and of threads. */
@Timeout(60)
class OverloadTest {
    /** Of which 1.2 MB are for bodies under way, and a body of 575,000 bytes is the longest that can be worked on. */
    private static final long HEAP = 10_000_000;

    private final Pacer pacer = new Pacer(failure -> {});
    private final Transport transport =
            Transport.of(pacer, new BodyBounds(8_000_000, Duration.ofSeconds(30)), Speed.REAL, HEAP);
    private final FrontServer front = new FrontServer(new BindAddress("127.0.0.1", 0), null, Breakdown.NONE);

    @BeforeEach
    void start() {
        front.start(Parts.router(front, transport, request -> Replies.json("answered")));
    }

    @AfterEach
    void stop() {
        front.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {Replies.PATH, "/foo", "/__admin/mappings"})
    void aBodyThatFindsNoMemoryMayBeTriedAgain(String path) throws IOException {
        try (RawClient holding = new RawClient(front.port());
                RawClient client = new RawClient(front.port())) {
            holding.send(
                    "POST /held HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(900_000));
            awaitTaken(900_000, Long.MAX_VALUE);
            assertThat(client.send(post(path, " ".repeat(500_000))).head())
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1")
                    .containsIgnoringCase("connection: close");
        }
        awaitTaken(0, 0);
        try (RawClient client = new RawClient(front.port())) {
            assertThat(client.send(post(path, " ".repeat(500_000))).head()).doesNotContain(" 503 ");
        }
        awaitTaken(0, 0);
    }

    @Test
    void aBodyThatNeverFitsIsTooLarge() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            assertThat(client.exchange(post(Replies.PATH, "{}" + " ".repeat(600_000))))
                    .startsWith("HTTP/1.1 413")
                    .contains("the most that fits into this server's memory");
        }
        try (RawClient client = new RawClient(front.port())) {
            assertThat(client.exchange(post(Replies.PATH, "{}" + " ".repeat(500_000))))
                    .endsWith("answered");
        }
    }

    @Test
    void aBodyThatNeverFitsInflatedIsTooLarge() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            String stub = "{\"request\":{\"urlPath\":\"/foo\"},\"response\":{\"body\":\"from a stub\"}}";
            assertThat(client.send(post("/__admin/mappings", stub)).head()).contains(" 201 ");
        }
        for (String path : List.of("/foo", "/v1/embeddings", "/__admin/mappings")) {
            HttpResponse<String> refused = send(front.port(), path, gzip(5_000_000));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("575000 bytes, the most that fits into this server's memory");
        }
        assertThat(send(front.port(), "/foo", gzip(500_000)).body()).isEqualTo("from a stub");
        awaitTaken(0, 0);
    }

    @Test
    void aBodyIsBoundedOffTheChatPathsTooAlsoInflated() throws Exception {
        try (MockServer server = bounded()) {
            server.wireMock().stubFor(WireMock.post("/foo").willReturn(WireMock.ok("from a stub")));
            for (String path : List.of("/foo", "/v1/embeddings", "/__admin/mappings")) {
                assertThat(send(server, path, new byte[100_001]).statusCode()).isEqualTo(413);
                assertThat(send(server, path, gzip(5_000_000)).statusCode()).isEqualTo(413);
            }
            assertThat(send(server, "/foo", gzip(50_000)).body()).isEqualTo("from a stub");
            assertThat(send(server, "/foo", new byte[100_000]).body()).isEqualTo("from a stub");
        }
    }

    @Test
    void delayedStubsHoldUpNeitherChatsNorTheAdminApi() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (MockServer server = bounded()) {
            server.wireMock()
                    .stubFor(WireMock.get("/slow").willReturn(WireMock.ok().withFixedDelay(60_000)));
            for (int i = 0; i < 130; i++) {
                waiting.add(new RawClient(server.port()).send(RawClient.request("GET", "/slow", "")));
            }
            Await.until("40 stubs at work", () -> server.exchanges().size() >= 40);
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.exchange(post(Replies.PATH, "{}"))).endsWith("answered");
                assertThat(client.send(RawClient.request("GET", "/__admin/mappings", ""))
                                .head())
                        .startsWith("HTTP/1.1 200");
            }
        } finally {
            for (RawClient client : waiting) {
                client.close();
            }
        }
    }

    @Test
    void slowBodiesHoldUpNoChat() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try (MockServer server = bounded()) {
            for (int i = 0; i < 60; i++) {
                slow.add(new RawClient(server.port())
                        .send("POST /foo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"));
            }
            for (int i = 0; i < 3; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    assertThat(client.exchange(post(Replies.PATH, "{}"))).endsWith("answered");
                }
            }
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    private static MockServer bounded() {
        return MockServer.builder()
                .scripted(request -> Replies.json("answered"))
                .bodies(100_000, Duration.ofSeconds(30))
                .start();
    }

    private static HttpResponse<String> send(MockServer server, String path, byte[] body) throws Exception {
        return send(server.port(), path, body);
    }

    private static HttpResponse<String> send(int port, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] gzip(int zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }

    private void awaitTaken(long least, long most) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (transport.memory().taken() < least || transport.memory().taken() > most) {
            assertThat(System.nanoTime())
                    .as("bytes taken: " + transport.memory().taken())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
