package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.cannery.internal.server.MockServerTest.contract;
import static dev.cannery.internal.server.MockServerTest.request;
import static dev.cannery.internal.server.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.limits.RateLimit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one scope stores, uses up or is struck by is nothing to another, and nothing to the server outside of them. */
class ScopeIsolationTest {
    private static final List<LoadedContract> NEWS = List.of(contract("news"));
    private static final String STORED = request("news").put("store", true).toString();

    private final List<MockServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(MockServer::close);
    }

    @Test
    void aCompletionIsStoredInTheScopeThatAnswered() throws IOException {
        MockServer server = start(MockServer.builder());
        OpenScope one = server.openScope(NEWS);
        OpenScope same = one.another();
        send(server, post(path(one.baseUrl()), STORED));
        String id = send(server, post(path(server.baseUrl()), STORED)).replaceAll("(?s).*\"id\": \"([^\"]+)\".*", "$1");

        assertThat(stored(server, one.baseUrl())).contains("\"last_id\": \"" + id + "\"");
        assertThat(stored(server, same.baseUrl())).contains("\"data\": []");
        assertThat(send(server, RawClient.request("DELETE", path(one.baseUrl()) + "/" + id, "")))
                .contains("\"deleted\": true");
        assertThat(stored(server, server.baseUrl())).contains("\"last_id\": \"" + id + "\"");
    }

    @Test
    void aScopeUsesUpNoLimitButItsOwn() throws IOException {
        MockServer server = start(MockServer.builder().rateLimit(RateLimit.parse("1rpd")));
        String body = request("news").toString();

        for (URI url : urlsOf(server)) {
            assertThat(send(server, post(path(url), body))).contains(" 200 ", "x-ratelimit-remaining-requests: 0");
            assertThat(send(server, post(path(url), body))).contains(" 429 ");
        }
    }

    @Test
    void theFateOfARequestDependsOnItsPlaceInItsScope() throws IOException {
        MockServer server = start(MockServer.builder().transport(TransportOptions.PLAIN.chaos("500=0.5", 7)));
        String body = request("news").toString();
        List<String> fates = new ArrayList<>();
        for (URI url : urlsOf(server)) {
            StringBuilder fate = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                fate.append(send(server, post(path(url), body)), 9, 10);
            }
            fates.add(fate.toString());
        }

        assertThat(fates.get(0)).contains("2", "5");
        assertThat(fates).containsOnly(fates.get(0));
    }

    @Test
    void aStubAnswersNoMissOfAScopeButWhatIsNotOfTheApi() throws IOException {
        MockServer server = start(MockServer.builder());
        server.wireMock().stubFor(any(anyUrl()).willReturn(ok("from a stub")));
        OpenScope scope = server.openScope(NEWS);
        String other = request("other").toString();

        assertThat(send(server, post(path(scope.baseUrl()), other))).contains(" 404 ", "no_matching_interaction");
        assertThat(send(server, RawClient.request("GET", scope.baseUrl().getPath() + "/models", "")))
                .contains(" 200 ")
                .doesNotContain("from a stub");
        assertThat(send(server, post(scope.baseUrl().getPath() + "/embeddings", "{}")))
                .endsWith("from a stub");
        assertThat(scope.exchanges())
                .extracting(RecordedExchange::kind)
                .containsExactly(
                        RecordedExchange.Kind.MISSED, RecordedExchange.Kind.ANSWERED, RecordedExchange.Kind.STUBBED);
        assertThat(send(server, post(path(server.baseUrl()), other))).endsWith("from a stub");
    }

    private MockServer start(MockServerBuilder builder) {
        MockServer server = builder.contracts(NEWS).start();
        servers.add(server);
        return server;
    }

    private static List<URI> urlsOf(MockServer server) {
        OpenScope one = server.openScope(NEWS);
        return Stream.of(server.baseUrl(), one.baseUrl(), one.another().baseUrl())
                .toList();
    }

    private static String stored(MockServer server, URI url) throws IOException {
        return send(server, RawClient.request("GET", path(url), ""));
    }

    private static String path(URI url) {
        return url.getPath() + "/chat/completions";
    }

    private static String send(MockServer server, String request) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(request);
        }
    }
}
