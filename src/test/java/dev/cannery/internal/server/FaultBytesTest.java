package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.format.ContractReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact bytes of every fault, as a socket receives them, and how the connection ends behind them. */
class FaultBytesTest {
    private static final Path GOOD = Path.of("src/test/resources/contracts/good");
    private static final String PACED = "stream ";
    private static final String RESPONSES = "/v1/responses";
    private static final MockServer SERVER = MockServer.builder()
            .contracts(ContractReader.read(GOOD.resolve("faults.yaml"), GOOD.resolve("breaks-off.yaml")))
            .lenient()
            .start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset",
                "empty",
                "garbage",
                "timeout",
                "sound",
                "truncated_json",
                "half_body",
                "wrong_content_type",
                "slow_headers",
                "slow_body"
            })
    void ofJson(String prompt) throws IOException {
        GoldenFile.of("faults/" + prompt + ".json.http").assertHolds(received(prompt, false));
        GoldenFile.of("faults/responses/" + prompt + ".json.http").assertHolds(received(RESPONSES, prompt, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream reset",
                "stream stall",
                "stream garbage",
                "stream no_done",
                "stream error_event",
                "stream half_event",
                "truncated_json",
                "truncated_json later",
                "wrong_content_type",
                "slow_headers",
                "duplicate_tool_index",
                "missing_tool_index",
                "crlf",
                "cr",
                "heartbeat",
                "split_characters"
            })
    void ofAStream(String prompt) throws IOException {
        String name = prompt.replace(PACED, "").replace(' ', '-');
        UnaryOperator<String> respect = prompt.startsWith(PACED) ? FaultBytesTest::joined : UnaryOperator.identity();
        GoldenFile.of("faults/" + name + ".sse.http").assertHolds(received(prompt, true), respect);
        GoldenFile.of("faults/responses/" + name + ".sse.http").assertHolds(received(RESPONSES, prompt, true), respect);
    }

    @ParameterizedTest
    @CsvSource({"slow_headers, false", "slow_headers, true", "slow_body, false", "slow_body, true"})
    void whatIsSlowTakesItsTime(String prompt, boolean stream) throws IOException {
        long start = System.nanoTime();
        received(prompt, stream);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aFaultOfTheOtherFormLeavesTheAnswerSound() throws IOException {
        assertThat(received("half_body", true))
                .isEqualTo(received("sound", true).replace("sound", "half_body"));
    }

    private static String received(String prompt, boolean stream) throws IOException {
        return received(PATH, prompt, stream);
    }

    /** All bytes until the connection ends or nothing more comes, and how that was; chunk sizes are in them. */
    private static String received(String path, String prompt, boolean stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String ending = "(the connection ends)";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            // a busy machine may be slow to begin, but what has begun and stops is silent
            socket.setSoTimeout(10_000);
            // a stream whose connection may stay open comes in chunks, which show what left together; in one that
            // waits,
            // that is up to how busy the machine is
            String request = stream && !prompt.equals("heartbeat")
                    ? post(path, body(path, prompt, true))
                    : post(path, body(path, prompt, stream), "Connection: close");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            int next = socket.getInputStream().read();
            socket.setSoTimeout(2_000);
            while (next >= 0) {
                bytes.write(next);
                next = endsSoundly(bytes) ? -1 : socket.getInputStream().read();
            }
            ending = endsSoundly(bytes) ? "(the body ends)" : ending;
        } catch (SocketTimeoutException e) {
            ending = "(the connection stays open)";
        } catch (SocketException e) {
            ending = "(the connection is reset)";
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return visible(text.replaceAll("(x-request-id: req_|chatcmpl-|call_|resp_|msg_|fc_)\\w{20,}", "$1…")
                        .replaceAll("(openai-processing-ms: )\\d+", "$1…")
                        .replaceAll("(\"obfuscation\":\")\\w+", "$1…"))
                + "\n" + ending + "\n";
    }

    /** The text without the borders of chunks: on a busy machine, events that are paced may leave together. */
    private static String joined(String visible) {
        return visible.replaceAll("\\\\r\\\\n\n[1-9A-F][0-9A-F]*\\\\r\\\\n\n", "");
    }

    private static boolean endsSoundly(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n");
    }

    /** Line ends and bytes beyond ASCII as they are written in Java. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            visible.append(
                    switch (c) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n\n";
                        default -> c < ' ' || (c > '~' && c != '…') ? String.format("\\x%02x", (int) c) : "" + c;
                    });
        }
        return visible.toString();
    }

    private static String body(String path, String prompt, boolean stream) {
        String messages = path.equals(RESPONSES) ? "input" : "messages";
        return "{\"model\":\"gpt-4o\",\"stream\":" + stream + ",\"" + messages + "\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]}";
    }
}
