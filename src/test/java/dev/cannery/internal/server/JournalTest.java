package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.journal.JournalEntry;
import dev.cannery.internal.server.journal.LateRequests;
import dev.cannery.internal.server.journal.ReceivedRequest;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.sending.Timeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final String[] SECRETS = {
        "Authorization: Bearer sk-secret", "api-key: sk-secret", "X-Api-Key: sk-secret", "Cookie: session=sk-secret"
    };

    private static final Answer REFUSAL = Answer.refusal(ServerError.failure(404, "unknown"), Provider.standard());

    @Test
    void anExchangeIsRecordedWithAllThatWasSaid() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        try (MockServer server = server(1_000)) {
            send(server, PATH + "?a=b", "{\"model\":\"m\"}", "X-Tag: one", "X-Tag: two");
            assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.interaction()).isEqualTo("by hand");
                assertThat(exchange.status()).isEqualTo(200);
                assertThat(exchange.received()).isBetween(before, Instant.now());
                assertThat(exchange.duration()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
                assertThat(exchange.request().method()).isEqualTo("POST");
                assertThat(exchange.request().url()).isEqualTo(PATH + "?a=b");
                assertThat(exchange.request().headers()).containsEntry("X-Tag", "one, two");
                assertThat(exchange.request().model()).isEqualTo("m");
            });
        }
    }

    @Test
    void wireMockSeesChatRequestsAndStubbedOnesInOrder() throws IOException {
        try (MockServer server = server(1_000)) {
            server.wireMock().stubFor(post("/v1/embeddings").willReturn(ok("[]")));
            send(server, PATH, "{\"model\":\"m\"}");
            send(server, "/v1/embeddings", "{\"input\":\"x\"}");
            send(server, PATH, "{\"model\":\"n\"}");

            server.wireMock().verify(2, postRequestedFor(urlEqualTo(PATH)));
            server.wireMock()
                    .verify(
                            1,
                            postRequestedFor(urlPathEqualTo(PATH)).withRequestBody(equalToJson("{\"model\":\"n\"}")));
            server.wireMock().verify(1, postRequestedFor(urlEqualTo("/v1/embeddings")));
            assertThat(server.wireMock().getAllServeEvents())
                    .extracting(event -> event.getRequest().getUrl())
                    .containsExactly(PATH, "/v1/embeddings", PATH);
            assertThat(server.wireMock().getAllServeEvents())
                    .allSatisfy(event -> assertThat(event.getWasMatched()).isTrue());
            assertThat(server.exchanges())
                    .extracting(exchange -> exchange.request().url())
                    .containsExactly(PATH, "/v1/embeddings", PATH);
            assertThat(server.exchanges()).extracting(RecordedExchange::status).containsOnly(200);
        }
    }

    @Test
    void theAdminApiShowsRequestAndAnswer() throws IOException {
        try (MockServer server = server(1_000);
                RawClient client = new RawClient(server.port())) {
            send(server, PATH, "{\"model\":\"m\"}");
            String head = client.send(RawClient.request("GET", "/__admin/requests", ""))
                    .head();
            String shown = client.body(head);
            assertThat(shown).contains("\"url\" : \"" + PATH + "\"", "\"name\" : \"by hand\"", "the answer");
            ServeEvent event = server.wireMock().getAllServeEvents().get(0);
            assertThat(event.getRequest().getAbsoluteUrl()).isEqualTo("http://localhost" + PATH);
            assertThat(event.getRequest().getClientIp()).isEqualTo("127.0.0.1");
            assertThat(event.getResponse().getBodyAsString()).isEqualTo("the answer");
            assertThat(server.wireMock().getServeEvents().getRequests()).hasSize(1);
        }
    }

    @Test
    void theAdminApiShowsTheHeadersThatTheClientSaw() throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(List.of(MockServerTest.contract("m")))
                        .rateLimit(RateLimit.parse("5rpd"))
                        .transport(TransportOptions.PLAIN.cors(List.of("*")))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String body = MockServerTest.request("m").toString();
            String head = client.send(RawClient.post(PATH, body, "Origin: http://app.example"))
                    .head();
            String shown = server.wireMock().getAllServeEvents().get(0).getResponse().getHeaders().all().stream()
                    .map(header -> header.key() + ": " + String.join(", ", header.values()) + "\r\n")
                    .collect(Collectors.joining());

            assertThat(shown)
                    .contains("x-request-id: req_", "x-ratelimit-remaining-requests: 4", "access-control-allow-origin");
            assertThat(head.lines()
                            .skip(1)
                            .filter(line -> !line.isEmpty())
                            // the one says how the answer was sent, the other stands there twice
                            .filter(line -> !line.matches("(?i)(content-length|access-control-expose-headers):.*")))
                    .allSatisfy(line -> assertThat(shown).containsIgnoringCase(line + "\r\n"));
        }
    }

    @Test
    void secretsAreInNeitherViewOfAChatRequest() throws IOException {
        try (MockServer server = server(1_000)) {
            send(server, PATH + "?api-key=sk-secret&x=1", "{}", SECRETS);
            assertRedacted(server);
        }
    }

    @Test
    void secretsAreInNeitherViewOfAStubbedRequest() throws IOException {
        try (MockServer server = server(1_000)) {
            server.wireMock().stubFor(post(urlPathEqualTo("/v1/embeddings")).willReturn(ok("[]")));
            send(server, "/v1/embeddings?api-key=sk-secret&x=1", "{}", SECRETS);
            assertRedacted(server);
            ServeEvent event = server.wireMock().getAllServeEvents().get(0);
            assertThat(event.getRequest().getCookies()).isEmpty();
            assertThat(event.getResponseDefinition().getOriginalRequest()).isNull();
        }
    }

    @Test
    void aClientThatHasItsAnswerFindsItsEntry() throws IOException {
        try (MockServer server = server(10_000);
                RawClient client = new RawClient(server.port())) {
            for (int i = 1; i <= 200; i++) {
                client.exchange(RawClient.post(PATH, "{\"model\":\"m" + i + "\"}"));
                assertThat(server.exchanges()).hasSize(i);
                assertThat(server.exchanges().get(i - 1).duration()).isNotNull();
            }
        }
    }

    @Test
    void onlyTheLatestEntriesAreKept() throws IOException {
        try (MockServer server = server(3)) {
            for (int i = 0; i < 5; i++) {
                send(server, PATH, "{\"model\":\"m" + i + "\"}");
            }
            assertThat(server.exchanges())
                    .extracting(exchange -> exchange.request().body())
                    .containsExactly("{\"model\":\"m2\"}", "{\"model\":\"m3\"}", "{\"model\":\"m4\"}");
            server.wireMock().resetRequests();
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void aRequestThatWentWrongOutlastsThoseThatWentWell() {
        Journal journal = new Journal(new Journal.Bounds(3, Long.MAX_VALUE));
        JournalEntry refused = entry(journal, REFUSAL);
        journal.add(refused);
        JournalEntry last = refused;
        for (int i = 0; i < 10; i++) {
            last = entry(journal);
            journal.add(last);
        }

        assertThat(journal.snapshot()).hasSize(3).startsWith(refused).endsWith(last);
        assertThat(journal.dropped()).isEqualTo(8);
        assertThat(journal.droppedTroubles()).isZero();
    }

    @Test
    void onlyWhatWentWrongIsDroppedWhereNothingElseIsLeftAndIsCounted() {
        Journal journal = new Journal(new Journal.Bounds(2, Long.MAX_VALUE));
        for (int i = 0; i < 5; i++) {
            journal.add(entry(journal, REFUSAL));
        }

        assertThat(journal.snapshot()).hasSize(2);
        assertThat(journal.droppedTroubles()).isEqualTo(3);
    }

    @Test
    void whatGoesWrongAfterTheLastLookIsCounted() {
        Journal journal = new Journal(new Journal.Bounds(2, Long.MAX_VALUE));
        LateRequests late = new LateRequests();
        journal.add(entry(journal, REFUSAL));
        journal.countLate(late);
        journal.add(entry(journal));
        journal.add(entry(journal, REFUSAL));

        assertThat(late.count()).isEqualTo(1);
        assertThat(late.first()).isEqualTo("POST " + PATH);
    }

    @Test
    void theWeightOfEntriesIsBoundedToo() throws IOException {
        try (MockServer server = MockServer.builder()
                .scripted(request -> Replies.json("ok"))
                .journal(10_000, 100_000)
                .start()) {
            for (int i = 0; i < 10; i++) {
                send(server, PATH, "{\"model\":\"" + "x".repeat(30_000) + "\"}");
            }
            assertThat(server.exchanges()).hasSize(3);
        }
    }

    @Test
    void anEntryOfAnyAgeTakesTheSameTime() {
        Journal journal = new Journal(new Journal.Bounds(50_000, Long.MAX_VALUE));
        List<Long> laps = new ArrayList<>();
        for (int lap = 0; lap < 10; lap++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50_000; i++) {
                journal.add(entry(journal));
            }
            laps.add(System.nanoTime() - start);
        }
        assertThat(journal.snapshot()).hasSize(50_000);
        // A journal that evicts in linear time takes minutes here.
        assertThat(laps.stream().mapToLong(Long::longValue).sum()).isLessThan(20_000_000_000L);
    }

    private static JournalEntry entry(Journal journal) {
        return entry(journal, Replies.json("x"));
    }

    private static JournalEntry entry(Journal journal, Answer reply) {
        ReceivedRequest request = new ReceivedRequest(
                "POST", PATH, HttpFields.EMPTY, Replies.bytes("{}"), null, new InetSocketAddress(0), Instant.EPOCH, 0);
        return new JournalEntry(
                journal.nextId(), request, reply, HttpFields.EMPTY, new Timeline(0, Duration.ZERO, Speed.REAL));
    }

    private static void assertRedacted(MockServer server) {
        assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
            Map<String, String> headers = exchange.request().headers();
            assertThat(headers)
                    .containsEntry("Authorization", "[redacted]")
                    .containsEntry("api-key", "[redacted]")
                    .containsEntry("X-Api-Key", "[redacted]")
                    .containsEntry("Cookie", "[redacted]");
            assertThat(exchange.request().url()).endsWith("?api-key=[redacted]&x=1");
        });
        assertThat(Json.write(server.wireMock().getAllServeEvents()))
                .contains("[redacted]")
                .doesNotContain("sk-secret");
    }

    private static MockServer server(int entries) {
        return MockServer.builder()
                .scripted(request -> Replies.json("the answer"))
                .journal(entries, 64L << 20)
                .start();
    }

    private static void send(MockServer server, String path, String body, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(RawClient.post(path, body, headers)).head();
            assertThat(head).startsWith("HTTP/1.1 200");
            client.body(head);
        }
    }
}
