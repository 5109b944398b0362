package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.cli.ScriptedProvider.End;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.TransportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit codes, times and messages for a provider that breaks off, stalls, refuses or cannot be reached. */
class BrokenStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String STREAM = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
    private static final String CHUNK = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
            + "\"logprobs\":null,\"finish_reason\":null}]}\n\n";
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), """
                interactions:
                  - {name: hello, request: {prompt: Hello}, response: Hi}
                  - {name: bye, request: {prompt: Bye}, response: Hi}
                """);
    }

    static Stream<Arguments> providers() {
        return Stream.of(
                Arguments.of("stream-reset", BROKEN, STREAM + "\r\n" + CHUNK, End.RESET),
                Arguments.of("stream-ended-early", BROKEN, STREAM + "\r\n" + CHUNK, End.CLOSE),
                Arguments.of("stream-ended-before-its-length", BROKEN, counted(CHUNK, 9000), End.CLOSE),
                Arguments.of("stream-ended-in-half-an-event", BROKEN, STREAM + "\r\n" + CHUNK.strip(), End.CLOSE),
                Arguments.of("stream-compressed", BROKEN, STREAM + "content-encoding: br\r\n\r\n" + CHUNK, End.CLOSE),
                Arguments.of("stream-stalled", BROKEN, STREAM + "\r\n" + CHUNK, End.SILENCE),
                Arguments.of("headers-and-silence", BROKEN, STREAM + "\r\n", End.SILENCE),
                Arguments.of("headers-and-end", BROKEN, STREAM + "\r\n", End.CLOSE),
                Arguments.of("half-of-the-headers", UNUSABLE, STREAM, End.SILENCE),
                Arguments.of("silence", UNUSABLE, "", End.SILENCE),
                Arguments.of("hung-up", UNUSABLE, "", End.RESET),
                Arguments.of("key-refused", UNUSABLE, error("401 Unauthorized", "", "invalid_api_key"), End.CLOSE),
                Arguments.of(
                        "quota-used-up", UNUSABLE, error("429 Too Many Requests", "", "insufficient_quota"), End.CLOSE),
                Arguments.of(
                        "rate-limit-for-an-hour",
                        UNUSABLE,
                        error("429 Too Many Requests", "retry-after: 3600\r\n", "rate_limit_exceeded"),
                        End.CLOSE));
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @MethodSource("providers")
    void aProviderThatFailsIsToldByTheExitCodeAndInWords(String name, int exitCode, String answer, End end)
            throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider(answer, end)) {
            boolean begins = answer.contains("\r\n\r\n");
            String wait = begins ? "--gap-timeout=0.5" : "--first-byte-timeout=0.5";
            String[] waits = end == End.SILENCE ? new String[] {wait} : new String[0];
            assertEnds(name, exitCode, provider.address(), waits);
        }
    }

    @ParameterizedTest(name = "a probe of {0} ends with {1}")
    @MethodSource("providers")
    void aProbeOfAProviderThatFailsEndsInTimeAndSaysWhy(String name, int exitCode, String answer, End end)
            throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider(answer, end)) {
            String wait = end == End.SILENCE ? "0.3" : "10";
            long start = System.nanoTime();
            try (Program program = Program.start(
                    "probe", "--target", provider.address(), "--gap-timeout=" + wait, "--first-byte-timeout=" + wait)) {
                int ended = program.exitCode();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
                GoldenFile.of("verify/failing-probe/" + name + ".txt").assertHolds(plain(program));
                assertThat(ended).as(program.out()).isEqualTo(exitCode);
            }
        }
    }

    @Test
    void aProviderThatIsDownExitsWithThree() throws Exception {
        String address;
        try (ScriptedProvider provider = new ScriptedProvider("", End.CLOSE)) {
            address = provider.address();
        }
        assertEnds("connection-refused", UNUSABLE, address);
    }

    @Test
    void anUnknownHostExitsWithThree() throws Exception {
        assertEnds("unknown-host", UNUSABLE, "http://no-such-host.invalid/v1");
    }

    @Test
    void anUntrustedCertificateExitsWithThree() throws Exception {
        try (MockServer server =
                MockServer.builder().transport(TransportOptions.PLAIN.tls()).start()) {
            assertEnds("untrusted-certificate", UNUSABLE, server.baseUrl().toString());
        }
    }

    private void assertEnds(String name, int exitCode, String address, String... waits) throws Exception {
        long start = System.nanoTime();
        String contracts = folder.resolve("a.yaml").toString();
        Stream<String> usual =
                Stream.of("verify", contracts, "--target", address, "--form=stream", "--no-errors", "--concurrency=1");
        try (Program program =
                Program.start(Stream.concat(usual, Stream.of(waits)).toArray(String[]::new))) {
            int ended = program.exitCode();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            String printed = plain(program).replace(contracts, "a.yaml");
            GoldenFile.of("verify/failing-provider/" + name + ".txt").assertHolds(printed);
            assertThat(ended).as(program.out()).isEqualTo(exitCode);
        }
    }

    private static String plain(Program program) {
        return program.out().replaceAll("127\\.0\\.0\\.1:\\d+", "HOST").replaceAll("in \\d+(\\.\\d+)? s", "in T s")
                + program.err();
    }

    private static String counted(String body, int length) {
        return STREAM + "content-length: " + length + "\r\n\r\n" + body;
    }

    private static String error(String status, String headers, String code) {
        String body =
                "{\"error\":{\"message\":\"No.\",\"type\":\"" + code + "\",\"param\":null,\"code\":\"" + code + "\"}}";
        return "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\nconnection: close\r\n" + headers
                + "content-length: " + body.length() + "\r\n\r\n" + body;
    }
}
