package dev.cannery.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static dev.cannery.internal.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.cannery.RecordedExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stubs that break HTTP, or whose responses have a form of their own, over HTTP/1.1 and HTTP/2. */
@Timeout(60)
class StubResponseTest {
    private static List<String> notices;
    private static MockServer server;
    private static MockServer secure;

    @BeforeAll
    static void start() {
        notices = Collections.synchronizedList(new ArrayList<>());
        server = MockServer.builder().notices(notices::add).start();
        secure = MockServer.builder().transport(TransportOptions.PLAIN.tls()).start();
    }

    @AfterEach
    void reset() {
        notices.clear();
        server.wireMock().resetAll();
        secure.wireMock().resetAll();
    }

    @AfterAll
    static void stop() {
        server.close();
        secure.close();
    }

    @Test
    void aLengthThatIsTooLongIsAnnouncedAndTheConnectionEndsAfterTheBody() throws IOException {
        stub(ok("body").withHeader("Content-Length", "9"));

        assertThat(all("GET")).contains(" 200 ", "Content-Length: 9").endsWith("\r\n\r\nbody");
        assertThat(all("HEAD")).contains(" 200 ", "Content-Length: 9").endsWith("\r\n\r\n");
        assertThat(notices).isEmpty();
        assertThat(server.exchanges())
                .extracting(exchange -> exchange.kind() + " " + exchange.status())
                .containsExactly("STUBBED 200", "STUBBED 200");
    }

    @Test
    void aLengthThatIsTooLongResetsTheStreamOfHttp2() throws Exception {
        stub(ok("body").withHeader("Content-Length", "9"));

        assertThatThrownBy(() -> http2("GET")).isInstanceOf(IOException.class);
        assertThat(http2("HEAD").headers().firstValue("Content-Length")).hasValue("9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3     | its Content-Length is 3, but its body has 4 bytes.",
                "0     | its Content-Length is 0, but its body has 4 bytes.",
                "-1    | its Content-Length is '-1', which is not a whole number of 0 or more.",
                "many  | its Content-Length is 'many', which is not a whole number of 0 or more.",
                "4, 4  | its Content-Length is '4, 4', which is not a whole number of 0 or more."
            })
    void aLengthThatNoBodyCanHaveIsAFailureOfTheStub(String length, String reason) throws Exception {
        stub(ok("body").withHeader("Content-Length", length));

        assertTheStubFails(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 102, 103, 199, 1000})
    void aStatusThatNoResponseEndsWithIsAFailureOfTheStub(int status) throws Exception {
        stub(status(status).withBody("body"));

        assertTheStubFails(
                "its status is " + status + ", which is not the status of a final response. Use one from 200 to 999.");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void anAnswerWithoutABodyHasNone(int status) throws Exception {
        stub(status(status).withBody("body").withHeader("Content-Length", "4").withHeader("ETag", "\"1\""));

        for (String method : List.of("GET", "HEAD", "POST")) {
            assertThat(all(method))
                    .contains(" " + status + " ", "ETag")
                    .endsWith("\r\n\r\n")
                    .doesNotContain("body", "h: 4");
            assertThat(http2(method).statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsNoCleanAnswer(Fault fault) throws Exception {
        stub(status(503).withBody("never").withHeader("X-Never", "x").withFault(fault));

        assertThat(all("GET")).doesNotContainIgnoringCase("never", " 503 ");
        List<String> begun = new ArrayList<>();
        for (String method : List.of("GET", "HEAD", "POST")) {
            assertThatThrownBy(() -> TlsTest.client(secure, HttpClient.Version.HTTP_2)
                            .send(stubRequest(method), headers -> {
                                begun.add(method + " " + headers.statusCode());
                                return HttpResponse.BodySubscribers.discarding();
                            }))
                    .isInstanceOf(IOException.class);
        }
        // a client that does not wait for the end of the stream takes headers for the whole answer to a HEAD
        assertThat(begun).doesNotContain("HEAD 200", "HEAD 503");
        assertThat(all("GET").contains(" 200 ")).isEqualTo(fault == Fault.MALFORMED_RESPONSE_CHUNK);
    }

    @Test
    void aBodyThatIsDribbledWithItsLengthKeepsIt() throws IOException {
        stub(ok("in five pieces").withHeader("Content-Length", "14").withChunkedDribbleDelay(5, 50));

        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(request("GET", "/stub", "")))
                    .contains(" 200 ")
                    .endsWith("in five pieces");
            assertThat(client.send(request("HEAD", "/stub", "")).head()).contains(" 200 ", "Content-Length: 14");
        }
    }

    @Test
    void moreHeadersThanFitAreAFailureOfTheStub() throws Exception {
        stub(ok("body").withHeader("X-Long", "x".repeat(40_000)));

        assertThat(http2("GET").statusCode()).isEqualTo(500);
        assertTheStubFails("its headers have 40057 bytes; the maximum is 31744.");
    }

    private void assertTheStubFails(String reason) throws IOException {
        for (String method : List.of("GET", "POST")) {
            assertThat(all(method)).contains(" 500 ", "The stub for /stub failed: " + reason);
        }
        assertThat(notices).containsOnly("The stub for /stub failed: " + reason);
        assertThat(server.exchanges()).hasSize(2).allSatisfy(exchange -> {
            assertThat(exchange.kind()).isEqualTo(RecordedExchange.Kind.FAILED);
            assertThat(exchange.status()).isEqualTo(500);
            assertThat(exchange.summary()).endsWith(reason);
        });
        assertThat(server.wireMock().findAllUnmatchedRequests()).isEmpty();
        assertThat(server.wireMock().getAllServeEvents())
                .extracting(event -> event.getResponseDefinition().getStatus())
                .containsExactly(500, 500);
    }

    private void stub(ResponseDefinitionBuilder response) {
        server.wireMock().stubFor(any(anyUrl()).willReturn(response));
        secure.wireMock().stubFor(any(anyUrl()).willReturn(response));
    }

    /** Returns all that comes on a connection that the client asks to be closed. */
    private String all(String method) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(request(method, "/stub", "", "Connection: close").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return "reset";
        }
    }

    private static HttpResponse<String> http2(String method) throws Exception {
        return TlsTest.client(secure, HttpClient.Version.HTTP_2)
                .send(stubRequest(method), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest stubRequest(String method) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + secure.port() + "/stub"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
