package dev.cannery.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the recorder passes on of a provider that writes byte by byte, or not at all. */
@Timeout(60)
class PassingOnTest {
    private static final String BODY =
            "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-own: a\r\ntransfer-encoding: chunked\r\n\r\n";

    private final ConcurrentLinkedQueue<String> skipped = new ConcurrentLinkedQueue<>();
    private ServerSocket provider;

    @TempDir
    private Path folder;

    private interface Script {
        void run(Socket connection) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    /** Reads one request, and writes what the script says. */
    private void answering(Script script) {
        Thread thread = new Thread(() -> {
            try (Socket connection = provider.accept()) {
                InputStream in = connection.getInputStream();
                String text = "";
                while (!text.endsWith("}]}")) {
                    text += (char) in.read();
                }
                script.run(connection);
            } catch (Exception e) {
                // the client has the failure
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private MockServer recorder(Timeouts timeouts) {
        Target target = new Target(
                "provider",
                Endpoint.of("http://127.0.0.1:" + provider.getLocalPort() + "/v1", Map.of(), null),
                ProfileReader.read("openai"),
                null,
                DeclaredCapabilities.UNDECLARED);
        RecordingSession session = new RecordingSession(
                RecordedProvider.of(target, timeouts, Budget.Limits.NONE),
                Upstream.Mode.ALL,
                RecordingOptions.of("passing"),
                folder,
                true,
                skipped::add);
        return MockServer.builder().upstream(session.upstream()).start();
    }

    private static CompletableFuture<HttpResponse<InputStream>> ask(MockServer recorder) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(recorder.baseUrl() + "/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String textOf(HttpResponse<InputStream> response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Timeouts limits(Duration connect, Duration firstByte) {
        return new Timeouts(connect, firstByte, Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    @Test
    void headersAndEachFragmentArriveBeforeTheNextIsSent() throws Exception {
        CountDownLatch hasHeaders = new CountDownLatch(1);
        CountDownLatch hasFirst = new CountDownLatch(1);
        answering(connection -> {
            write(connection, HEAD);
            hasHeaders.await();
            write(connection, "9\r\ndata: {}\n\r\n");
            hasFirst.await();
            write(connection, "1\r\n\n\r\n0\r\n\r\n");
        });
        try (MockServer recorder = recorder(Timeouts.USUAL)) {
            HttpResponse<InputStream> response = ask(recorder).get();
            assertThat(response.headers().firstValue("x-own")).contains("a");
            hasHeaders.countDown();
            assertThat(new String(response.body().readNBytes(9), StandardCharsets.UTF_8))
                    .isEqualTo("data: {}\n");
            hasFirst.countDown();
            assertThat(textOf(response)).isEqualTo("\n");
        }
    }

    @Test
    void aProviderThatDoesNotAnswerInTimeIsReported() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answering(connection -> over.await());
        try (MockServer recorder = recorder(limits(Duration.ofSeconds(10), Duration.ofMillis(200)))) {
            HttpResponse<InputStream> response = ask(recorder).get();
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(textOf(response)).contains("The provider cannot be reached: no response within 200ms.");
        }
        over.countDown();
        assertThat(skipped).containsExactly("not recorded: no response within 200ms");
    }

    @Test
    void aStreamMayPauseForLongerThanTheLimitOfItsFirstByte() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        answering(connection -> {
            write(connection, HEAD + "1\r\n:\r\n");
            paused.await();
            write(connection, "2\r\n\n\n\r\n0\r\n\r\n");
        });
        try (MockServer recorder = recorder(limits(Duration.ofSeconds(2), Duration.ofSeconds(2)))) {
            HttpResponse<InputStream> response = ask(recorder).get();
            assertThat(response.body().read()).isEqualTo(':');
            Thread.sleep(2200);
            paused.countDown();
            assertThat(textOf(response)).isEqualTo("\n\n");
        }
    }

    @Test
    void aClosedPortAndAnswersThatAreNotHttpAreReported() throws Exception {
        answering(connection -> write(connection, "SSH-2.0-OpenSSH_9.6\r\n"));
        try (MockServer recorder = recorder(Timeouts.USUAL)) {
            assertThat(textOf(ask(recorder).get())).contains("The provider cannot be reached: connection closed");
            provider.close();
            assertThat(textOf(ask(recorder).get()))
                    .contains("The provider cannot be reached: no connection to 127.0.0.1:" + provider.getLocalPort());
        }
    }

    @Test
    void anAnswerThatBreaksOffBreaksOffForTheClientToo() throws Exception {
        answering(connection -> write(connection, HEAD + "9\r\ndata: {}\n\r\n"));
        try (MockServer recorder = recorder(Timeouts.USUAL)) {
            HttpResponse<InputStream> response = ask(recorder).get();
            assertThat(response.body().readNBytes(9)).hasSize(9);
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
        }
        assertThat(skipped).containsExactly("not recorded: connection closed in the middle");
    }

    @Test
    void aClosedServerClosesItsConnectionsToTheProvider() throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        answering(connection -> {
            write(connection, HEAD + "0\r\n\r\n");
            end.complete(connection.getInputStream().read());
        });
        try (MockServer recorder = recorder(Timeouts.USUAL)) {
            textOf(ask(recorder).get());
            assertThat(end).isNotDone();
        }
        assertThat(end.get()).isEqualTo(-1);
    }
}
