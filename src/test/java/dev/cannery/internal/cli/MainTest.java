package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
