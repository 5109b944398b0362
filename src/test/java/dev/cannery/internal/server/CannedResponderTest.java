package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.CannedCompletion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CannedResponderTest {
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final MockServer server = MockServer.builder()
            .contracts(List.of(MockServerTest.contract("news")))
            .responder(request -> switch (request.model()) {
                case "broken" -> throw new IllegalStateException("no idea");
                case "silent" -> null;
                default -> CannedCompletion.ofText("computed for " + request.model());
            })
            .notices(notices::add)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFunctionAnswersWhatNoInteractionMatches() throws IOException {
        assertThat(ask("/v1/chat/completions", "news")).contains(" 200 ", "first");
        assertThat(ask("/v1/chat/completions", "weather")).contains(" 200 ", "computed for weather");
        assertThat(server.exchanges())
                .extracting(RecordedExchange::kind, RecordedExchange::interaction)
                .containsExactly(
                        tuple(RecordedExchange.Kind.ANSWERED, "asks for news"),
                        tuple(RecordedExchange.Kind.ANSWERED, null));
    }

    @Test
    void whatTheFunctionLeavesIsAnsweredByAStubOrExplained() throws IOException {
        assertThat(ask("/v1/chat/completions", "silent")).contains(" 404 ", "no_matching_interaction");

        server.wireMock().stubFor(WireMock.post(PATH).willReturn(WireMock.ok("from a stub")));

        assertThat(ask("/v1/chat/completions", "silent")).endsWith("from a stub");
        assertThat(ask("/v1/chat/completions", "weather")).contains("computed for weather");
    }

    @Test
    void aFunctionThatFailsIsAnsweredWithStatus500AndReported() throws IOException {
        assertThat(ask("/v1/chat/completions", "broken")).contains(" 500 ", "no idea");
        assertThat(notices).singleElement().asString().contains("no idea");
    }

    @Test
    void aScopeHasAFunctionOfItsOwn() throws IOException {
        try (ChatScope scope = server.openScope(List.of())) {
            scope.respondBy(request -> CannedCompletion.ofText("for the scope alone"));

            assertThat(ask(scope.baseUrl().getPath() + "/chat/completions", "gpt-4o"))
                    .contains("for the scope alone");
            assertThat(ask("/v1/chat/completions", "x")).contains("computed for x");
        }
    }

    private String ask(String path, String model) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(post(path, MockServerTest.request(model).toString()));
        }
    }
}
