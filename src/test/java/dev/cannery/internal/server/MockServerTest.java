package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.RecordedExchange;
import dev.cannery.ServerStartException;
import dev.cannery.TestWords;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MockServerTest {
    @Test
    void contractsAreAnsweredFromAndCanBeReplaced() throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(List.of(contract("weather"), contract("news")))
                        .start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(PATH, request("news").toString()))).contains(" 200 ");
            assertThat(client.exchange(post(PATH, request("sports").toString())))
                    .contains(" 404 ", "no_matching_interaction", "x-should-retry: false");
            server.replaceContracts(List.of(contract("sports")));
            assertThat(client.exchange(post(PATH, request("sports").toString())))
                    .contains(" 200 ");
            assertThat(client.exchange(post(PATH, request("news").toString()))).contains(" 404 ");
            assertThat(server.exchanges())
                    .extracting(RecordedExchange::interaction)
                    .containsExactly("asks for news", null, "asks for sports", null);
        }
    }

    @Test
    void itSaysWhereItIs() {
        try (MockServer server = MockServer.builder().start()) {
            assertThat(server.baseUrl()).hasToString("http://127.0.0.1:" + server.port() + "/v1");
            assertThat(server.adminUrl()).hasToString("http://127.0.0.1:" + server.port() + "/__admin");
            assertThat(server).hasToString("MockServer[" + server.baseUrl() + "]");
        }
    }

    @Test
    void itsOwnFirstRequestIsNotRecorded() throws InterruptedException {
        try (MockServer server = MockServer.builder().start()) {
            awaitWarmUp();

            assertThat(server.exchanges()).isEmpty();
            assertThat(server.wireMock().getAllServeEvents()).isEmpty();
        }
    }

    /** Waits until the requests of servers to themselves have been answered. */
    private static void awaitWarmUp() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("cannery-warm-up")) {
                thread.join();
            }
        }
    }

    @Test
    void serversShareNothing() throws IOException {
        try (MockServer first = MockServer.builder()
                        .scripted(request -> Replies.json("first"))
                        .start();
                MockServer second = MockServer.builder()
                        .scripted(request -> Replies.json("second"))
                        .start();
                RawClient toFirst = new RawClient(first.port());
                RawClient toSecond = new RawClient(second.port())) {
            assertThat(toFirst.exchange(post(PATH, "{}"))).endsWith("first");
            assertThat(toSecond.exchange(post(PATH, "{}"))).endsWith("second");
            assertThat(first.exchanges()).hasSize(1);
            assertThat(second.exchanges()).hasSize(1);
            first.wireMock().stop();
            assertThat(toSecond.exchange(post(PATH, "{}"))).endsWith("second");
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentence() {
        try (MockServer server = MockServer.builder().start()) {
            assertThatThrownBy(() -> MockServer.builder().port(server.port()).start())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("port " + server.port() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void configuringAServerStartsNothing() throws Exception {
        ThreadCensus.take(census -> {
            MockServer.builder()
                    .contracts(List.of(contract("news")))
                    .port(0)
                    .transport(TransportOptions.PLAIN.chaos("429=0.1", 1))
                    .bodies(1_000, Duration.ofSeconds(1));

            assertThat(census.count()).isZero();
        });
    }

    @Test
    void nothingIsLeftRunning() throws Exception {
        ThreadCensus.take(census -> {
            try (MockServer server = MockServer.builder().start();
                    RawClient client = new RawClient(server.port())) {
                client.exchange(post(PATH, "{}"));
                client.exchange(post("/v1/embeddings", "{}"));
                assertThat(census.count()).isPositive();
            }
            census.awaitNone();
        });
    }

    @Test
    void whatCannotWorkIsSaidAtTheStart() {
        assertThatThrownBy(() ->
                        MockServer.builder().stubs(Path.of("no/such/folder")).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessage("stubs folder no/such/folder does not exist");
        assertThatThrownBy(() ->
                        MockServer.builder().bindAddress("no.such.host.invalid").start())
                .isInstanceOf(ServerStartException.class)
                .hasMessage("cannot listen on 'no.such.host.invalid': unknown host");
        assertThatThrownBy(() -> MockServer.builder().port(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 0 to 65535, was 70000");
        assertThatThrownBy(() -> MockServer.builder().bodies(1, Duration.ZERO))
                .hasMessage("body timeout must be positive, was PT0S");
        assertThatThrownBy(() -> MockServer.builder().bodies(0, Duration.ofSeconds(1)))
                .hasMessage("body limit must be 1 byte or more, was 0");
        assertThatThrownBy(() -> MockServer.builder().journal(-1, 1))
                .hasMessage("journal entries must be 0 or more, was -1");
        assertThatThrownBy(() -> MockServer.builder().journal(1, -1))
                .hasMessage("journal bytes must be 0 or more, was -1");
        assertThatThrownBy(() -> MockServer.builder().adminToken(" ")).hasMessage("admin token must not be blank");
    }

    static LoadedContract contract(String model) {
        FieldRule rule = FieldRule.ofField("model", new Literal(TextNode.valueOf(model)));
        LoadedInteraction interaction = TestWords.interaction(
                "asks for " + model,
                SourceLocation.CODE,
                RequestPattern.of(List.of(rule)),
                List.of(CannedCompletion.ofText("first"), CannedCompletion.ofText("second")));
        return new LoadedContract(model, "app", "lenient", List.of(interaction));
    }

    /** A request to a model that is sound enough for every provider. */
    static ObjectNode request(String model) {
        ObjectNode body = Json.object().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return body;
    }
}
