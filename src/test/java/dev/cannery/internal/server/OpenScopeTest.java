package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.cannery.internal.server.MockServerTest.contract;
import static dev.cannery.internal.server.MockServerTest.request;
import static dev.cannery.internal.server.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cannery.RecordedExchange;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenScopeTest {
    private final MockServer server =
            MockServer.builder().contracts(List.of(contract("sports"))).start();
    private final OpenScope scope = server.openScope(List.of(contract("news")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aScopeAnswersFromItsOwnContractsAlone() throws IOException {
        assertThat(ask(scope, "news")).contains(" 200 ", "first");
        assertThat(ask(scope, "sports")).contains(" 404 ", "No interaction matched POST /v1/chat/completions.");
        assertThat(exchange(post(Replies.PATH, request("news").toString()))).contains(" 404 ");
    }

    @Test
    void successiveAnswersBeginAnewInEachScope() throws IOException {
        OpenScope another = scope.another();

        assertThat(ask(scope, "news")).contains("first");
        assertThat(ask(scope, "news")).contains("second");
        assertThat(ask(another, "news")).contains("first");
        assertThat(another.uses()).extracting(InteractionUse::calls).containsExactly(List.of(1L));
    }

    @Test
    void whatIsPutFirstIsAskedFirstAndTheOthersGoOnCounting() throws IOException {
        assertThat(ask(scope, "news")).contains("first");
        scope.putFirst(contract("weather"));

        assertThat(ask(scope, "weather")).contains("first");
        assertThat(ask(scope, "news")).contains("second");
        assertThat(scope.uses())
                .extracting(use -> use.interaction().name(), InteractionUse::isUsed)
                .containsExactly(tuple("asks for weather", true), tuple("asks for news", true));
    }

    @Test
    void exchangesAreRememberedByTheirScopeAndNoOther() throws IOException {
        ask(scope, "news");
        ask(scope, "sports");

        assertThat(server.exchanges()).isEmpty();
        assertThat(scope.another().exchanges()).isEmpty();
        assertThat(scope.exchanges())
                .extracting(RecordedExchange::kind)
                .containsExactly(RecordedExchange.Kind.ANSWERED, RecordedExchange.Kind.MISSED);
        assertThat(scope.exchanges().get(0).request().url()).isEqualTo("/v1/chat/completions");
        assertThat(scope.exchanges().get(1).explanation()).startsWith("no interaction matches POST");
    }

    @Test
    void anEndedScopeSaysSoAndStillRemembers() throws IOException {
        ask(scope, "news");
        scope.close();

        assertThat(ask(scope, "news")).contains(" 404 ", "Unknown scope '" + scope.id() + "'");
        assertThat(scope.exchanges()).hasSize(1);
    }

    @Test
    void aScopeCanLeadToAnother() throws IOException {
        OpenScope test = server.openScope(List.of(contract("weather")));
        scope.leadTo(test);
        assertThat(ask(scope, "weather")).contains(" 200 ");
        assertThat(test.exchanges()).hasSize(1);
        test.leadTo(scope);
        assertThat(ask(scope, "weather")).as("scopes that lead in a circle").contains(" HTTP/1.1 ".strip());
        test.leadTo(null);
        scope.leadTo(null);

        assertThat(ask(scope, "news")).contains(" 200 ");
    }

    @Test
    void otherPathsAreServedAsOutsideOfTheScopeButForTheAdminApi() throws IOException {
        server.wireMock()
                .stubFor(get("/v1/embeddings").willReturn(ok("a vector").withHeader("Content-Length", "8")));
        String root = scope.rootUrl().getPath();

        assertThat(exchange(RawClient.request("GET", root + "/v1/embeddings", "")))
                .contains(" 200 ", "a vector");
        assertThat(exchange(RawClient.request("GET", root + "/__admin/mappings", "")))
                .contains(" 404 ");
    }

    @Test
    void aPathThatNoStubAnswersIsRememberedByTheScopeAlone() throws IOException {
        server.wireMock()
                .stubFor(get("/v1/embeddings").willReturn(ok("a vector").withHeader("Content-Length", "8")));

        assertThat(exchange(post(scope.baseUrl().getPath() + "/moderations", "{}")))
                .contains(" 404 ", "Invalid URL (POST /v1/moderations)");

        assertThat(server.exchanges()).isEmpty();
        assertThat(scope.exchanges()).singleElement().satisfies(refused -> {
            assertThat(refused.kind()).isEqualTo(RecordedExchange.Kind.REFUSED);
            assertThat(refused.request().url()).isEqualTo("/v1/moderations");
            assertThat(refused.request().body()).isEqualTo("{}");
        });
    }

    @Test
    void aRefusalIsRememberedWithItsSentence() throws IOException {
        exchange(post(path(scope), "{}"));

        assertThat(scope.exchanges()).singleElement().satisfies(refused -> {
            assertThat(refused.kind()).isEqualTo(RecordedExchange.Kind.REFUSED);
            assertThat(refused.explanation()).isNotEmpty().doesNotContain("{");
        });
    }

    private String ask(OpenScope where, String model) throws IOException {
        return exchange(post(path(where), request(model).toString()));
    }

    private static String path(OpenScope scope) {
        return scope.baseUrl().getPath() + "/chat/completions";
    }

    private String exchange(String request) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(request);
        }
    }
}
