package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at what reaches the client's socket when a contract wants an answer to go wrong. */
class FaultTest {
    private static final List<LoadedContract> CONTRACTS =
            ContractReader.read(Path.of("src/test/resources/contracts/good/breaks-off.yaml"));
    private static final MockServer SERVER =
            MockServer.builder().contracts(CONTRACTS).start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void slowHeadersAreAllThatTheAnswerWouldHave() throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(List.of(MockServerTest.contract("m")))
                        .transport(TransportOptions.PLAIN.cors(List.of("*")))
                        .start();
                RawClient client = new RawClient(server.port());
                RawClient slow = new RawClient(server.port())) {
            String body = MockServerTest.request("m").toString();
            String page = "Origin: http://app.example";
            List<String> usual = headersOf(client.send(RawClient.post(PATH, body, page)));

            assertThat(headersOf(
                            slow.send(RawClient.post(PATH, body, page, "x-cannery-fault: slow_headers over 20ms"))))
                    .containsAll(usual)
                    .contains("access-control-allow-origin: *")
                    .anyMatch(header -> header.startsWith("x-request-id: "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "stall after 1"})
    void aConnectionThatStaysSilentEndsWithItsClient(String fault) throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(List.of(MockServerTest.contract("m")))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String body = MockServerTest.request("m").put("stream", true).toString();
            client.send(RawClient.post(PATH, body, "x-cannery-fault: " + fault));
            client.goAway();

            assertThat(client.isEnded()).isTrue();
        }
    }

    /** In lower case, those left out that differ from answer to answer. */
    private static List<String> headersOf(RawClient client) throws IOException {
        return client.head()
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> !line.contains("-ms: ") && !line.startsWith("content-length"))
                .toList();
    }

    @Test
    void resetSendsNothingAndResets() throws IOException {
        try (Socket socket = ask("reset")) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void emptySendsNothingAndEnds() throws IOException {
        try (Socket socket = ask("empty")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void garbageIsNoHttp() throws IOException {
        try (Socket socket = ask("garbage")) {
            assertThat(all(socket)).isNotEmpty().doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void timeoutSendsNothingAndStaysOpen() throws IOException {
        try (Socket socket = ask("timeout")) {
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aFaultWaitsForItsDelay() throws IOException {
        long start = System.nanoTime();
        try (Socket socket = ask("late")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aResetComesBehindTheChunks() throws IOException {
        try (Socket socket = ask("stream reset")) {
            assertThat(readUntil(socket, "\"content\":\"one\"")).startsWith("HTTP/1.1 200 OK");
            assertThatThrownBy(() -> all(socket))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aStallLeavesTheConnectionOpen() throws IOException {
        try (Socket socket = ask("stream stall")) {
            readUntil(socket, "\"content\":\"one\"");
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> all(socket)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream garbage", "stream half_event"})
    void aBrokenBodyHasNoEnd(String prompt) throws IOException {
        try (Socket socket = ask(prompt)) {
            assertThat(all(socket))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("\"content\":\"one\"")
                    .doesNotContain("\"content\":\" two\"", "[DONE]", "\r\n0\r\n\r\n");
        }
    }

    @Test
    void halfAnEventBreaksInsideIt() throws IOException {
        try (Socket socket = ask("stream half_event")) {
            String events = all(socket);
            assertThat(events.substring(events.lastIndexOf("data: ")))
                    .doesNotContain("\n\n")
                    .contains("chatcmpl-");
        }
    }

    @ParameterizedTest
    @CsvSource({"stream no_done, one", "stream error_event, server_error"})
    void aBodyThatLacksItsEndIsSoundHttp(String prompt, String last) throws IOException {
        try (Socket socket = ask(prompt)) {
            assertThat(readUntil(socket, "\r\n0\r\n\r\n")).contains(last).doesNotContain("[DONE]", " two");
        }
    }

    @Test
    void anAnswerThatIsNotStreamedIsWhole() throws IOException {
        try (RawClient client = new RawClient(SERVER.port())) {
            assertThat(client.exchange(post(PATH, body("stream reset", false)))).contains("one two three");
        }
    }

    @Test
    void theServerLivesOnAndTheJournalKnows() throws IOException {
        try (Socket socket = ask("empty")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (RawClient client = new RawClient(SERVER.port())) {
            assertThat(client.exchange(post(PATH, body("sound", false)))).contains("Sound.");
        }
        assertThat(SERVER.exchanges()).anyMatch(exchange -> "empty".equals(exchange.interaction()));
    }

    @Test
    void theJournalKeepsWhatABrokenStreamSent() throws IOException {
        try (Socket socket = ask("stream half_event")) {
            all(socket);
        }
        assertThat(SERVER.wireMock().getAllServeEvents())
                .anySatisfy(event ->
                        assertThat(event.getResponse().getBodyAsString()).contains("\"content\":\"one\""));
    }

    private static Socket ask(String prompt) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(post(PATH, body(prompt, true)).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String body(String prompt, boolean stream) {
        return "{\"model\":\"gpt-4o\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]}";
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended behind: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
