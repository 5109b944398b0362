package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.HttpAdminClient;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalApiTest {
    private final MockServer server =
            MockServer.builder().scripted(request -> Replies.json("ok")).start();

    @BeforeEach
    void send() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"first\"}"));
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"" + "x".repeat(100_000) + "\"}"));
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"third\"}"));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewestComesFirstAndALongBodyIsCutWithAWord() throws IOException {
        assertThat(journal(""))
                .contains(
                        " 200 ",
                        "third",
                        "first",
                        "[truncated: 100012 bytes in total; /__admin/requests/{id} shows them]")
                .contains("\"total\" : 3")
                .doesNotContain("next_offset");
    }

    @Test
    void aPageHoldsWhatWasAskedForAndNamesTheNextOne() throws IOException {
        assertThat(journal("?limit=1"))
                .contains("third", "\"total\" : 3", "\"next_offset\" : 1")
                .doesNotContain("first");
        assertThat(journal("?limit=1&offset=2")).contains("first").doesNotContain("third", "next_offset");
    }

    @Test
    void aWrongQueryIsAnErrorInJson() throws IOException {
        assertThat(journal("?limit=many")).contains(" 422 ", "'limit' must be a whole number of 0 or more, was 'many'");
        assertThat(journal("?since=yesterday")).contains(" 422 ", "'since' must be a time such as");
    }

    @Test
    void requestsAreFilteredByTimeByStubAndByWhetherTheyWereMatched() throws IOException {
        StubMapping stub = server.wireMock().stubFor(WireMock.get("/stubbed").willReturn(WireMock.ok()));
        try (RawClient client = new RawClient(server.port())) {
            client.exchange(request("GET", "/stubbed", ""));
            client.exchange(request("GET", "/nowhere", ""));
        }

        assertThat(journal("?since=2020-01-01T00:00:00Z")).contains("\"total\" : 5");
        assertThat(journal("?since=2999-01-01T00:00:00%2B01:00")).contains("\"total\" : 0");
        assertThat(journal("?matchingStub=" + stub.getId()))
                .contains("\"total\" : 1", "/stubbed")
                .doesNotContain("/nowhere");
        assertThat(journal("?unmatched=true"))
                .contains("\"total\" : 1", "/nowhere")
                .doesNotContain("/stubbed", "third");
    }

    @Test
    void requestsAreFoundAndCountedByWholeBodiesButShownInPart() throws IOException {
        String longOnes = "{\"bodyPatterns\": [{\"contains\": \"" + "x".repeat(90_000) + "\"}]}";
        assertThat(ask("POST", "/find", longOnes))
                .contains(" 200 ", "[truncated: 100012 bytes in total", "\"requestJournalDisabled\" : false")
                .doesNotContain("third", "next_offset", "meta");
        assertThat(ask("POST", "/count", longOnes)).contains("\"count\" : 1");
        assertThat(ask("POST", "/count", "{\"method\": \"ANY\"}")).contains("\"count\" : 3");
    }

    @Test
    void whatIsFoundComesByPagesWhereItIsMuch() throws IOException {
        String any = "{\"method\": \"ANY\"}";
        assertThat(ask("POST", "/find?limit=1", any))
                .contains("third", "\"total\" : 3", "\"next_offset\" : 1")
                .doesNotContain("first");
        assertThat(ask("POST", "/find?limit=1&offset=2", any)).contains("first").doesNotContain("third");
    }

    @Test
    void unmatchedRequestsAreListed() throws IOException {
        assertThat(ask("GET", "/unmatched", "")).contains("\"requests\" : [").doesNotContain("third", "\"meta\"");
        try (RawClient client = new RawClient(server.port())) {
            client.send(request("POST", "/foo", "unknown-body")).body(client.head());
        }
        assertThat(ask("GET", "/unmatched", "")).contains("/foo", "unknown-body");
    }

    @Test
    void requestsAreRemovedByAPattern() throws IOException {
        HttpAdminClient client = new HttpAdminClient("localhost", server.port());
        assertThat(client.removeServeEventsMatching(WireMock.anyRequestedFor(WireMock.anyUrl())
                                .withRequestBody(WireMock.containing("first"))
                                .build())
                        .getServeEvents())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getRequest().getBodyAsString()).contains("first"));
        assertThat(journal("")).contains("third", "\"total\" : 2").doesNotContain("first");
        assertThat(ask("POST", "/remove", "{\"method\": \"ANY\"}")).contains(" 200 ", "third");
        assertThat(journal("")).contains("\"total\" : 0");
    }

    @Test
    void whatNearlyMatchedIsLookedForAmongTheLatestRequests() throws IOException {
        server.wireMock().stubFor(WireMock.post("/nearly").willReturn(WireMock.ok()));
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 25; i++) {
                client.exchange(request("POST", "/almost" + i, ""));
            }
        }
        HttpAdminClient client = new HttpAdminClient("localhost", server.port());

        assertThat(client.findNearMissesForUnmatchedRequests().getNearMisses())
                .hasSize(20)
                .extracting(miss -> miss.getRequest().getUrl())
                .contains("/almost24", "/almost5")
                .doesNotContain("/almost4");
        assertThat(client.findTopNearMissesFor(WireMock.postRequestedFor(WireMock.urlEqualTo("/almost77"))
                                .build())
                        .getNearMisses())
                .hasSize(3)
                .allSatisfy(miss -> assertThat(miss.getRequest().getUrl()).startsWith("/almost"));
    }

    @Test
    void whatIsNoPatternIsAnErrorInJson() throws IOException {
        for (String wrong : List.of("{", "{\"nonsense\": 1}", "{\"bodyPatterns\": [{\"matches\": \"(\"}]}")) {
            assertThat(ask("POST", "/find", wrong))
                    .contains(" 422 ", "\"error\"", "The body is not a valid request pattern");
            assertThat(ask("POST", "/count", wrong)).contains(" 422 ", "\"error\"");
        }
    }

    private String ask(String method, String path, String body) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(request(method, "/__admin/requests" + path, body))
                    .head();
            return head + client.body(head);
        }
    }

    private String journal(String query) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(request("GET", "/__admin/requests" + query, ""));
        }
    }
}
