package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.RawClient.request;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WireMock cannot read of a request fails neither the request nor anybody else's. */
@Timeout(60)
class UnreadableRequestTest {
    private static final String UNKNOWN = MockServerTest.request("unknown").toString();

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final MockServer server = MockServer.builder()
            .notices(notices::add)
            .transport(TransportOptions.PLAIN.drain(Duration.ofSeconds(50)))
            .start();

    @BeforeEach
    void addStubs() {
        server.wireMock()
                .stubFor(post("/elsewhere").withRequestBody(equalTo("x")).willReturn(ok("elsewhere")));
        server.wireMock()
                .stubFor(post("/parts")
                        .withMultipartRequestBody(aMultipart("file").withBody(equalTo("x")))
                        .willReturn(ok("parts")));
        server.wireMock()
                .stubFor(post(urlPathEqualTo("/form"))
                        .withFormParam("good", equalTo("a b"))
                        .willReturn(ok("form")));
        server.wireMock()
                .stubFor(post(urlPathEqualTo("/query"))
                        .withQueryParam("bad", equalTo("%zz"))
                        .willReturn(ok("query")));
    }

    /** Waits for what is under way: an answer that was forgotten would hold it up. */
    @AfterEach
    @Timeout(20)
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=b",
                "multipart/mixed; charset=nonsense",
                "text/plain; charset=nonsense",
                "text/plain; charset=",
                "text/plain; charset=?",
                "application/x-www-form-urlencoded; charset=nonsense"
            })
    void aBodyThatIsNotWhatItsTypeSaysIsAnsweredAsUsual(String type) throws IOException {
        assertThat(send(post("/parts", "x", "content-type: " + type))).contains(" 404 ", "Invalid URL (POST /parts)");
        assertThat(send(post(PATH, "x", "content-type: " + type))).contains(" 400 ");
        assertThat(send(post(PATH, UNKNOWN, "content-type: " + type))).contains(" 404 ", "model_not_found");
        assertThat(send(post("/elsewhere", "x", "content-type: " + type))).endsWith("elsewhere");
        assertTheJournalIsListed(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%2", "%zz=a", "a=%-1", "a=%ff", "%", "a=b&=%zz&&"})
    void anEscapeThatIsBrokenStaysAsItIs(String pairs) throws IOException {
        String type = "content-type: application/x-www-form-urlencoded";
        assertThat(send(request("GET", "/none?" + pairs, ""))).contains(" 404 ", "Invalid URL (GET /none)");
        assertThat(send(post("/none", pairs, type))).contains(" 404 ", "Invalid URL (POST /none)");
        assertThat(send(post("/form?" + pairs, "good=a+b&" + pairs, type))).endsWith("form");
        assertThat(send(post("/query?bad=%zz&" + pairs, ""))).endsWith("query");
        assertThat(send(post(PATH + "?" + pairs, UNKNOWN))).contains(" 404 ", "model_not_found");
        assertTheJournalIsListed(5);
    }

    @Test
    void anAnswerOfAStubWhoseCharsetNobodyKnowsIsListedToo() throws IOException {
        String type = "text/plain; charset=nonsense";
        server.wireMock().stubFor(post("/odd").willReturn(ok("odd").withHeader("Content-Type", type)));

        assertThat(send(post("/odd", ""))).contains(type).endsWith("odd");
        assertTheJournalIsListed(1);
    }

    @Test
    void whatAStubThrowsWithoutDeclaringItIsAnswered() throws IOException {
        server.wireMock()
                .stubFor(requestMatching(request -> UnreadableRequestTest.<Error>raise(new IOException("sneaked")))
                        .willReturn(ok()));

        assertThat(send(post("/any", ""))).contains(" 500 ", "The stub for /any failed: sneaked");
        assertThat(notices).containsExactly("The stub for /any failed: sneaked");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> com.github.tomakehurst.wiremock.matching.MatchResult raise(Throwable failure)
            throws E {
        throw (E) failure;
    }

    private void assertTheJournalIsListed(int requests) throws IOException {
        assertThat(server.exchanges()).hasSize(requests);
        assertThat(send(request("GET", "/__admin/requests", ""))).contains(" 200 ", "\"total\" : " + requests);
        assertThat(send(request("GET", "/__admin/requests/unmatched", ""))).contains(" 200 ");
        assertThat(send(post("/__admin/requests/find", "{\"bodyPatterns\":[{\"contains\":\"x\"}]}")))
                .contains(" 200 ");
        assertThat(send(post("/__admin/requests/count", "{\"method\":\"ANY\"}")))
                .contains("\"count\" : " + requests);
        assertThat(server.wireMock().getAllServeEvents()).hasSize(requests);
    }

    private String send(String request) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(request).head();
            return head + client.body(head);
        }
    }
}
