package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static dev.cannery.internal.server.Replies.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Await;
import dev.cannery.internal.response.SseFrame;
import dev.cannery.internal.server.answer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final String REQUEST = post(PATH, "{\"stream\":true}");

    private final List<RawClient> clients = new ArrayList<>();
    private volatile Answer reply = Replies.stream(5, Duration.ofMillis(30));
    private final MockServer server = MockServer.builder()
            .scripted(request -> request.model().equals("quick") ? Replies.json("quick") : reply)
            .start();

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void framesReachTheClientOneByOneWhenTheyAreDue() throws IOException {
        RawClient client = open();
        long start = System.nanoTime();
        assertThat(client.send(REQUEST).head())
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Type: text/event-stream; charset=utf-8", "Transfer-Encoding: chunked")
                .doesNotContainIgnoringCase("content-length");
        int frames = 0;
        int chunks = 0;
        for (String chunk = client.chunk(); !chunk.isEmpty(); chunk = client.chunk()) {
            frames += chunk.split("data").length - 1;
            chunks++;
            assertThat(chunk).endsWith(frame(frames - 1));
            assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(30L * (frames - 1)));
        }
        assertThat(frames).isEqualTo(5);
        // On a machine that is busy enough, two frames may have become due together.
        assertThat(chunks).isGreaterThan(1);
    }

    @Test
    void aConnectionServesAnotherRequestAfterAStream() throws IOException {
        RawClient client = open();
        for (int round = 0; round < 3; round++) {
            assertThat(client.body(client.send(REQUEST).head())).isEqualTo(frames(5));
        }
    }

    @Test
    void theHeadersLeaveBeforeTheFirstFrameIsDue() throws IOException {
        reply = Replies.framed(List.of(new SseFrame(Replies.bytes(frame(0)), Duration.ofSeconds(3))), Duration.ZERO);
        RawClient client = open();
        long start = System.nanoTime();
        client.send(REQUEST).head();
        assertThat(since(start)).isLessThan(Duration.ofMillis(2_500));
        assertThat(client.chunk()).isEqualTo(frame(0));
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aDelayHoldsBackTheHeadersAndFramesCountFromTheRequestAllTheSame() throws IOException {
        reply = Replies.stream(4, Duration.ofMillis(700), Duration.ofSeconds(2));
        RawClient client = open();
        long start = System.nanoTime();
        String head = client.send(REQUEST).head();
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(client.body(head)).isEqualTo(frames(4));
        // the last frame is due at 2.1 s; counted from the headers it would be 4.1 s
        assertThat(since(start)).isBetween(Duration.ofMillis(2_100), Duration.ofMillis(4_000));
    }

    @Test
    void aDelayHoldsBackAWholeAnswer() throws IOException {
        reply = Replies.json("late", Duration.ofMillis(150));
        RawClient client = open();
        long start = System.nanoTime();
        assertThat(client.exchange(REQUEST)).endsWith("late");
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void framesDueTogetherLeaveTogetherAndTheAnswerStaysAStream() throws IOException {
        reply = Replies.stream(50, Duration.ZERO);
        RawClient client = open();
        assertThat(client.send(REQUEST).head()).contains("Transfer-Encoding: chunked");
        assertThat(client.chunk() + client.chunk()).isEqualTo(frames(50));
        assertThat(client.chunk()).isEmpty();
    }

    @Test
    void aStreamWithoutFramesEnds() throws IOException {
        reply = Replies.stream(0, Duration.ZERO);
        RawClient client = open();
        client.send(REQUEST).head();
        assertThat(client.chunk()).isEmpty();
    }

    @Test
    void manyStreamsTakeNoMoreThreadsThanFew() throws Exception {
        ThreadCensus.take(census -> {
            Answer slow = Replies.stream(3, Duration.ofSeconds(20));
            try (MockServer own = MockServer.builder().scripted(request -> slow).start()) {
                openStreams(own, 10);
                int few = census.count();
                openStreams(own, 200);
                assertThat(census.count() - few).isLessThan(10);
            }
        });
    }

    @Test
    void aStreamEndsWithItsClient() throws Exception {
        reply = Replies.stream(100_000, Duration.ofMillis(10));
        RawClient client = open();
        client.send(REQUEST).head();
        client.chunk();
        assertThat(server.exchanges())
                .singleElement()
                .satisfies(open -> assertThat(open.duration()).isNull());
        client.close();
        Await.until("the stream has ended", () -> server.exchanges().get(0).duration() != null);
    }

    @Test
    void aClientThatDoesNotReadDelaysNobodyElse() throws Exception {
        String big = "data: " + "x".repeat(1 << 17) + "\n\n";
        reply = Replies.framed(
                IntStream.range(0, 64)
                        .mapToObj(i -> new SseFrame(Replies.bytes(big), Duration.ofMillis(20L * i)))
                        .toList(),
                Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            RawClient slow = open();
            slow.receiveLittle();
            slow.send(REQUEST).head();
        }
        reply = Replies.stream(5, Duration.ofMillis(30));
        RawClient client = open();
        long start = System.nanoTime();
        assertThat(client.body(client.send(REQUEST).head())).isEqualTo(frames(5));
        assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
        assertThat(client.exchange(post(PATH, "{\"model\":\"quick\"}"))).endsWith("quick");
        assertThat(server.exchanges())
                .filteredOn(exchange -> exchange.duration() == null)
                .isNotEmpty();
    }

    @Test
    void closingEndsOpenStreamsWithinASecond() throws IOException {
        reply = Replies.stream(1_000, Duration.ofMillis(20));
        openStreams(server, 50);
        reply = Replies.json("very late", Duration.ofMinutes(5));
        RawClient waiting = open();
        waiting.send(REQUEST);
        long start = System.nanoTime();
        server.close();
        // a second, and what a busy machine adds: the streams alone would take twenty
        assertThat(since(start)).isLessThan(Duration.ofSeconds(10));
        for (RawClient client : clients) {
            assertThat(client.isEnded()).isTrue();
        }
    }

    private RawClient open() throws IOException {
        return open(server);
    }

    private RawClient open(MockServer server) throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private void openStreams(MockServer server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            RawClient client = open(server);
            client.send(REQUEST).head();
            client.chunk();
        }
    }

    private static String frames(int count) {
        return IntStream.range(0, count).mapToObj(Replies::frame).collect(Collectors.joining());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
