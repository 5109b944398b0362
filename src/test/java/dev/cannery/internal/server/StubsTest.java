package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.RawClient.request;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.cannery.RecordedExchange;
import dev.cannery.ServerStartException;
import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StubsTest {
    private static final String UNKNOWN = MockServerTest.request("unknown").toString();
    private static final String KNOWN = MockServerTest.request("known").toString();

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private @TempDir Path stubs;
    private final MockServer server = MockServer.builder()
            .contracts(ContractReader.parse(
                    "a.yaml",
                    "provider: lenient\n"
                            + "interactions: [{name: a, request: {model: known}, response: {status: 200, body:"
                            + " from an interaction}}]"))
            .notices(notices::add)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStubThatProxiesIsRefusedWhenItIsMade(@TempDir Path folder) throws IOException {
        String proxying = "{\"request\":{\"urlPath\":\"/x\"},\"response\":{\"proxyBaseUrl\":\"http://example.com\"}}";
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            String head = client.send(post("/__admin/mappings", proxying)).head();
            assertThat(head).startsWith("HTTP/1.1 422");
            assertThat(client.body(head)).contains("proxying is not allowed in stubs");
            assertThat(server.wireMock().getStubMappings()).isEmpty();
        }
        Path file = Files.createDirectories(folder.resolve("mappings")).resolve("proxy.json");
        Files.writeString(file, proxying);
        assertThatThrownBy(() -> MockServer.builder().stubs(folder).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessage(file + ": proxying is not allowed in stubs. Remove 'proxyBaseUrl'");
    }

    @Test
    void aMissIsExplainedAndNotToBeRetried() throws IOException {
        assertThat(send(post(PATH, UNKNOWN)))
                .startsWith("HTTP/1.1 404")
                .contains("x-should-retry: false", "\"no_matching_interaction\"", "No interaction matched POST");
        assertThat(notices).singleElement().asString().startsWith("no interaction matches");
        assertThat(server.wireMock().findAllUnmatchedRequests()).hasSize(1);
    }

    @Test
    void aStubAnswersWhatNoInteractionDoes() throws IOException {
        server.wireMock()
                .stubFor(post(PATH).withRequestBody(contains("unknown")).willReturn(answer("from a stub")));
        assertThat(send(post(PATH, UNKNOWN))).contains(" 200 ").endsWith("from a stub");
        assertThat(send(post(PATH, KNOWN))).endsWith("from an interaction");
        assertThat(notices).isEmpty();
        assertThat(server.exchanges()).extracting(RecordedExchange::status).containsExactly(200, 200);
        assertThat(server.exchanges())
                .extracting(exchange -> exchange.request().body())
                .containsExactly(UNKNOWN, KNOWN);
    }

    @Test
    void aMissThatNoStubAnswersEitherIsExplainedJustTheSame() throws IOException {
        server.wireMock().stubFor(post("/v1/embeddings").willReturn(answer("[]")));
        assertThat(send(post(PATH, UNKNOWN)))
                .startsWith("HTTP/1.1 404")
                .contains("x-should-retry: false", "Content-Type: application/json", "\"no_matching_interaction\"");
        assertThat(notices).singleElement().asString().startsWith("no interaction matches");
        assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.status()).isEqualTo(404);
            assertThat(exchange.kind()).isEqualTo(RecordedExchange.Kind.MISSED);
            assertThat(exchange.explanation()).startsWith("no interaction matches");
            assertThat(exchange.request().body()).isEqualTo(UNKNOWN);
        });
        assertThat(server.wireMock().findAllUnmatchedRequests()).hasSize(1);
    }

    @Test
    void onlyWhatAStubAnsweredIsRecordedAsStubbed() throws IOException {
        server.wireMock().stubFor(post("/v1/embeddings").willReturn(answer("[]")));
        send(post("/v1/embeddings", "{}"));
        send(post("/v1/images", "{}"));
        assertThat(server.exchanges())
                .extracting(exchange -> exchange.kind() + " " + exchange.explanation())
                .satisfiesExactly(
                        stubbed -> assertThat(stubbed).isEqualTo("STUBBED "),
                        refused -> assertThat(refused).startsWith("REFUSED Invalid URL (POST /v1/images)"));
    }

    @Test
    void anUnknownPathIsAnInvalidUrl() throws IOException {
        for (int round = 0; round < 2; round++) {
            assertThat(send(post("/v1/foo", "{}")))
                    .startsWith("HTTP/1.1 404")
                    .contains(
                            "Content-Type: application/json",
                            "\"message\": \"Invalid URL (POST /v1/foo)\"",
                            "\"type\": \"invalid_request_error\"",
                            "\"param\": null",
                            "\"code\": null");
            assertThat(send(request("GET", "/v1/foo", ""))).contains("Invalid URL (GET /v1/foo)");
            server.wireMock().stubFor(get("/other").willReturn(answer("[]")));
        }
    }

    @Test
    void chatCompletionsAreNotToBePut() throws IOException {
        assertThat(send(request("PUT", PATH, "")))
                .startsWith("HTTP/1.1 405")
                .contains("\"code\": \"method_not_supported\"", "Invalid method for URL (PUT /v1/chat/completions)");
    }

    @Test
    void stubsOfTheFolderAreServedWithTheirFiles() throws IOException {
        Files.createDirectories(stubs.resolve("mappings"));
        Files.createDirectories(stubs.resolve("__files"));
        Files.writeString(stubs.resolve("__files/vectors.json"), "[1, 2]");
        Files.writeString(
                stubs.resolve("mappings/embeddings.json"),
                "{\"request\":{\"method\":\"POST\",\"urlPath\":\"/v1/embeddings\"},"
                        + "\"response\":{\"bodyFileName\":\"vectors.json\",\"headers\":{\"Content-Length\":\"6\"}}}");
        try (MockServer other = MockServer.builder().stubs(stubs).start();
                RawClient client = new RawClient(other.port())) {
            assertThat(client.exchange(post("/v1/embeddings", "{}")))
                    .contains(" 200 ")
                    .endsWith("[1, 2]");
        }
    }

    @Test
    void filesOfAFolderThatIsNamedRelativelyAreServedToo() throws IOException {
        Files.createDirectories(stubs.resolve("__files"));
        Files.writeString(stubs.resolve("__files/page.html"), "a page");
        Path relative = Path.of("").toAbsolutePath().relativize(stubs.toAbsolutePath());
        try (MockServer other = MockServer.builder().stubs(relative).start();
                RawClient client = new RawClient(other.port())) {
            assertThat(client.exchange(request("GET", "/page.html", "")))
                    .contains(" 200 ")
                    .endsWith("a page");
        }
    }

    @Test
    void aTemplateSeesNeitherTheSystemNorTheEnvironment() throws IOException {
        String template = "[{{systemValue key='java.home' type='PROPERTY'}}|{{systemValue key='PATH'}}]";
        server.wireMock().stubFor(get("/template").willReturn(answer(template).withTransformers("response-template")));
        assertThat(send(request("GET", "/template", "")))
                .contains("Access to java.home is denied", "Access to PATH is denied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{{#each}}{{/if}} | found: 'if', expected: 'each'", "| Not found in blob store: nosuch.json"})
    void aStubThatFailsIsSaidInASentence(String template, String reason) throws IOException {
        ResponseDefinitionBuilder failing = template == null
                ? ResponseDefinitionBuilder.responseDefinition().withBodyFile("nosuch.json")
                : answer(template).withTransformers("response-template");
        server.wireMock().stubFor(get("/failing").willReturn(failing));

        assertThat(send(request("GET", "/failing", "")))
                .startsWith("HTTP/1.1 500")
                .contains("Content-Type: application/json", "x-should-retry: false", "The stub for /failing failed: ")
                .contains(reason);
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("The stub for /failing failed: ")
                .endsWith(reason);
        assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.kind()).isEqualTo(RecordedExchange.Kind.FAILED);
            assertThat(exchange.status()).isEqualTo(500);
        });
        assertThat(server.wireMock().findAllUnmatchedRequests()).isEmpty();
    }

    @Test
    void aDelayedStubAnswersLater() throws IOException {
        server.wireMock().stubFor(post(PATH).willReturn(answer("late").withFixedDelay(300)));

        long start = System.nanoTime();

        assertThat(send(post(PATH, UNKNOWN))).contains(" 200 ").endsWith("late");
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void aStubDribblesItsBody() throws IOException {
        server.wireMock().stubFor(post(PATH).willReturn(answer("in five pieces").withChunkedDribbleDelay(5, 500)));

        long start = System.nanoTime();

        assertThat(send(post(PATH, UNKNOWN))).contains("chunked").endsWith("in five pieces");
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(400));
    }

    @ParameterizedTest
    @CsvSource({"EMPTY_RESPONSE, ''", "RANDOM_DATA_THEN_CLOSE, no HTTP", "MALFORMED_RESPONSE_CHUNK, 200 OK"})
    void aStubBreaksTheConnection(Fault fault, String sent) throws IOException {
        server.wireMock().stubFor(post(PATH).willReturn(answer("never").withFault(fault)));

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(post(PATH, UNKNOWN).getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(sent)
                    .doesNotContain("never");
        }
    }

    @Test
    void aStubSeesCookiesFormsQueriesAndParts() throws IOException {
        server.wireMock()
                .stubFor(post(urlPathEqualTo("/form"))
                        .withCookie("session", equalTo("abc"))
                        .withQueryParam("q", equalTo("a b"))
                        .withFormParam("name", equalTo("Ada Lovelace"))
                        .willReturn(answer("a form")));
        server.wireMock()
                .stubFor(post("/parts")
                        .withMultipartRequestBody(aMultipart("file").withBody(equalTo("the text")))
                        .willReturn(answer("a part")));
        String parts = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nthe text\r\n--x--\r\n";

        assertThat(send(post(
                        "/form?q=a%20b",
                        "name=Ada+Lovelace",
                        "Cookie: session=abc; other=1",
                        "Content-Type: application/x-www-form-urlencoded")))
                .endsWith("a form");
        assertThat(send(post("/parts", parts, "Content-Type: multipart/form-data; boundary=x")))
                .endsWith("a part");
    }

    @Test
    void aStubSendsAHeaderTwice() throws IOException {
        server.wireMock().stubFor(get("/twice").willReturn(answer("").withHeader("Set-Cookie", "a=1", "b=2")));

        assertThat(send(request("GET", "/twice", ""))).contains("Set-Cookie: a=1", "Set-Cookie: b=2");
    }

    @Test
    void stubsOfAScenarioTakeTurns() throws IOException {
        server.wireMock()
                .stubFor(post(PATH)
                        .inScenario("s")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("next")
                        .willReturn(answer("first")));
        server.wireMock()
                .stubFor(post(PATH).inScenario("s").whenScenarioStateIs("next").willReturn(answer("second")));

        assertThat(send(post(PATH, UNKNOWN))).endsWith("first");
        assertThat(send(post(PATH, UNKNOWN))).endsWith("second");
    }

    @Test
    void whatWireMockReportsWhileItServesIsANotice() throws IOException {
        String mapping = "{\"request\":{\"urlPath\":\"/hooked\"},\"response\":{\"body\":\"hooked\"},"
                + "\"postServeActions\":[{\"name\":\"nosuch\",\"parameters\":{}}]}";
        assertThat(send(post("/__admin/mappings", mapping))).contains(" 201 ");

        assertThat(send(request("GET", "/hooked", ""))).contains(" 200 ").endsWith("hooked");
        assertThat(notices).containsExactly("No extension was found named \"nosuch\"");
        assertThat(server.exchanges())
                .extracting(RecordedExchange::kind)
                .containsExactly(RecordedExchange.Kind.STUBBED);
    }

    @Test
    void aStubGoesBeforeAFileOfTheSamePathAndOnlyTheStubIsRecorded() throws IOException {
        Files.createDirectories(stubs.resolve("__files"));
        Files.writeString(stubs.resolve("__files/page.html"), "a page");
        try (MockServer other = MockServer.builder().stubs(stubs).start();
                RawClient client = new RawClient(other.port())) {
            StubMapping stub = other.wireMock().stubFor(get("/page.html").willReturn(answer("a stub")));
            assertThat(client.exchange(request("GET", "/page.html", ""))).endsWith("a stub");
            other.wireMock().removeStub(stub);
            other.wireMock().stubFor(get("/other").willReturn(answer("another")));
            assertThat(client.exchange(request("GET", "/page.html", ""))).endsWith("a page");
            assertThat(other.exchanges())
                    .extracting(RecordedExchange::kind)
                    .containsExactly(RecordedExchange.Kind.STUBBED);
        }
    }

    private static StringValuePattern contains(String text) {
        return com.github.tomakehurst.wiremock.client.WireMock.containing(text);
    }

    private static ResponseDefinitionBuilder answer(String body) {
        return ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody(body);
    }

    private String send(String request) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(request).head();
            return head + client.body(head);
        }
    }
}
