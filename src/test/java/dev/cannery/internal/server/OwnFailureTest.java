package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.response.SseFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client, the journal and people hear of a fault of the server's own. */
class OwnFailureTest {
    private static final int LONG = 300 << 10;
    private static final Duration NO_MOMENT = Duration.ofSeconds(Long.MAX_VALUE);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final MockServer server = MockServer.builder()
            .notices(notices::add)
            .scripted(request -> switch (request.model()) {
                case "exception" -> throw new IllegalStateException("broken");
                case "stack" -> throw new StackOverflowError("broken");
                case "memory" -> throw new OutOfMemoryError("broken");
                case "error" -> throw new AssertionError("broken");
                case "first" -> Replies.framed(breakingAt(0), Duration.ZERO);
                case "first-late" -> Replies.framed(breakingAt(0), Duration.ofMillis(20));
                case "second" -> Replies.framed(breakingAt(1), Duration.ZERO);
                case "after-half" -> Replies.framed(breakingBehindHalfAnEvent(), Duration.ZERO);
                default -> Replies.json("sound");
            })
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"exception,0", "stack,0", "memory,0", "error,0", "exception,1", "stack,1", "memory,1", "error,1"})
    void whatFailsInTheMakingIsAnsweredWithStatus500(String model, int longBodies) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String body = "{\"model\":\"" + model + "\"}" + " ".repeat(longBodies * LONG);
            assertThat(client.exchange(post(PATH, body)))
                    .contains(" 500 ", "\"error\"", "The mock server failed", "broken");
            assertThat(client.exchange(post(PATH, "{}"))).endsWith("sound");
        }
        assertIsTold("broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "first-late", "second"})
    void whatFailsAheadOfTheFirstByteIsAnsweredWithStatus500(String model) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, "{\"model\":\"" + model + "\"}")))
                    .contains(" 500 ", "The mock server failed", "overflow")
                    .doesNotContain("event-stream");
        }
        assertIsTold("overflow");
    }

    @Test
    void aStreamThatFailsBreaksOff() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(post(PATH, "{\"model\":\"after-half\"}"));
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(notices).singleElement().asString().contains("The mock server failed", "overflow");
        assertThat(server.exchanges())
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.duration()).isNotNull());
    }

    @Test
    void aListenerThatFailsHoldsUpNoAnswer() throws IOException {
        MockServer deaf = MockServer.builder()
                .notices(sentence -> {
                    throw new IllegalStateException("deaf");
                })
                .start();
        try (deaf;
                RawClient client = new RawClient(deaf.port())) {
            assertThat(client.exchange(post(PATH, "{"))).contains(" 500 ", "deaf");
            assertThat(deaf.exchanges()).hasSize(1);
        }
    }

    private void assertIsTold(String cause) {
        assertThat(notices).singleElement().asString().contains("The mock server failed", cause);
        assertThat(server.exchanges().stream().filter(exchange -> exchange.status() == 500))
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.duration()).isNotNull());
    }

    /** What ends inside an event leaves alone, so that the fault comes behind the first byte however slow the machine is. */
    private static List<SseFrame> breakingBehindHalfAnEvent() {
        return List.of(
                new SseFrame(Replies.bytes("data: half"), Duration.ZERO),
                new SseFrame(Replies.bytes(Replies.frame(1)), NO_MOMENT));
    }

    /** Frames of which one is due at a moment that no clock can tell. */
    private static List<SseFrame> breakingAt(int broken) {
        return IntStream.range(0, 4)
                .mapToObj(i -> new SseFrame(Replies.bytes(Replies.frame(i)), i == broken ? NO_MOMENT : Duration.ZERO))
                .toList();
    }
}
