package dev.cannery.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingWriterTest {
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    /** Writes another answer again and again, until the process is killed. */
    public static void main(String[] arguments) {
        RecordingWriter writer = new RecordingWriter(Path.of(arguments[0]), List.of());
        for (int i = 0; ; i++) {
            writer.write(recording("answer " + i + " ".repeat(i % 7) + "of many"));
        }
    }

    private static RecordedContracts recording(String answer) {
        String request = "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        return RecordedContracts.of(List.of(RecordedCalls.answered(request, answer)), RecordingOptions.of("greeting"));
    }

    @Test
    void aKilledProcessLeavesTheEarlierFile() throws Exception {
        new RecordingWriter(folder, List.of()).write(recording("the first answer"));
        Path file = folder.resolve("greeting.yaml");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            String before = Files.readString(file);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RecordingWriterTest.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitChange(file, before, process);
            process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();

            assertThat(ContractReader.read(file)).as("seed %s", seed).hasSize(1);
            assertThat(Files.readString(file))
                    .startsWith(RecordingWriter.HEADER)
                    .contains("of many");
        }
    }

    private static void awaitChange(Path file, String before, Process process) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Files.readString(file).equals(before)) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("the process writes")
                    .isTrue();
            Thread.sleep(5);
        }
    }

    @Test
    void aFileThatWouldHoldAKnownKeyIsNotWrittenAndNoOtherEither() throws IOException {
        RecordingWriter writer = new RecordingWriter(folder, List.of("first-answer-key"));

        assertThatThrownBy(() -> writer.write(recording("it is first-answer-key")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("would contain an API key");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFileThatPeopleWroteIsNeverTouched() throws IOException {
        String own = "contract: greeting\ninteractions: [{name: Hello, request: {prompt: Hello}, response: Mine}]\n";
        Files.writeString(folder.resolve("greeting.yaml"), own);
        new RecordingWriter(folder, List.of()).write(recording("Good day"));

        assertThat(Files.readString(folder.resolve("greeting.yaml"))).isEqualTo(own);
        assertThat(Files.readString(folder.resolve("greeting-recorded.yaml"))).contains("Good day");
    }
}
