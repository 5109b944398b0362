package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer with a delay when its client does not wait for it. */
class DisconnectWatchTest {
    private final MockServer server = MockServer.builder()
            .scripted(request -> switch (request.model()) {
                case "late" -> Replies.json("late", Duration.ofMillis(200));
                case "soon" -> Replies.json("soon", Duration.ofMillis(1));
                case "stream" -> Replies.stream(2, Duration.ZERO, Duration.ofHours(1));
                default -> Replies.json("never", Duration.ofHours(1));
            })
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "stream"})
    void theConnectionOfAClientThatGoesIsClosedBeforeTheAnswerIsDue(String model) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send(post(PATH, "{\"model\":\"" + model + "\"}"));
            await(1);
            assertThat(server.exchanges().get(0).duration()).isNull();
            client.goAway();

            assertThat(client.isEnded()).isTrue();
            assertThat(server.exchanges().get(0).duration()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatAClientSendsAheadIsAnsweredInTurn() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String request = post(PATH, "{\"model\":\"late\"}");
            client.send(request + request);
            client.send(request);
            for (int i = 0; i < 3; i++) {
                assertThat(client.body(client.head())).isEqualTo("late");
            }
            assertThat(client.exchange(request)).endsWith("late");
        }
    }

    @Test
    void aClientThatAsksAgainAtOnceIsNotTakenForOneThatHasGone() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String request = post(PATH, "{\"model\":\"soon\"}");
            for (int i = 0; i < 300; i++) {
                assertThat(client.exchange(request)).endsWith("soon");
            }
        }
    }

    private void await(int exchanges) throws InterruptedException {
        Await.until(exchanges + " exchanges", () -> server.exchanges().size() == exchanges);
    }
}
