package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program in a process of its own. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void withoutACommandItServesUntilItIsStoppedAndStopsWithinASecond() throws Exception {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(
                folder.resolve("contracts/hello.yaml"),
                "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n");
        Process process = start("--port", "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("cannery development: 1 interaction in 1 contract from contracts");
            assertThat(out.readLine()).startsWith("listening on http://127.0.0.1:");

            long asked = System.nanoTime();
            process.destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void onACiServerARecordingAsksNoProviderAndSaysSo() throws Exception {
        ProcessBuilder recording = program("record", "--port", "0", "--target", "http://127.0.0.1:9/v1");
        recording.environment().put("CI", "true");
        Process process = recording.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("listening on http://127.0.0.1:");
            assertThat(out.readLine())
                    .isEqualTo("asking no provider, because CI is true; --mode all or missing asks one");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void exhaustedMemoryIsOneSentence() throws Exception {
        Files.write(folder.resolve("large.yaml"), new byte[60 << 20]);
        Process process = withMemory("32m", "check", "large.yaml")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .singleElement(STRING)
                    .startsWith("cannery: out of memory: ")
                    .contains("java -Xmx");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {}\n\n", ": c\n\n", "{\"a\": [{},{},{}]}, ", "x", "\n"})
    void anEndlessResponseIsAFindingWithLittleMemory(String piece) throws Exception {
        byte[] bytes = piece.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newCachedThreadPool());
        provider.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(bytes);
            }
        });
        provider.start();
        Files.writeString(
                folder.resolve("hello.yaml"),
                "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n");
        String target = "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
        Process process = withMemory("128m", "verify", "hello.yaml", "--no-errors", "--target", target)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines().collect(Collectors.joining("\n")))
                    .contains("more than ", "2 failed")
                    .doesNotContain("Exception", "out of memory");
        } finally {
            process.destroyForcibly();
            provider.stop(0);
        }
    }

    private ProcessBuilder withMemory(String heap, String... arguments) {
        ProcessBuilder program = program(arguments);
        program.command().add(1, "-Xmx" + heap);
        return program;
    }

    private Process start(String... arguments) throws IOException {
        return program(arguments).start();
    }

    private ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
