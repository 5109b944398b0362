package dev.cannery.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
    private final Problems problems = new Problems();

    @TempDir
    Path folder;

    @Test
    void textOfAFileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "ü: 1\n");

        assertThat(SourceReader.text(file, problems)).isEqualTo(Optional.of("ü: 1\n"));
    }

    @Test
    void whatIsNoRegularFileIsNeverOpened() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.yaml");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertThat(SourceReader.text(pipe, problems)).isEmpty();
        assertThat(SourceReader.text(folder, problems)).isEmpty();
        assertThat(messages()).containsExactly("this is a folder, not a file", "this is not a regular file");
    }

    @Test
    void fileThatIsNotThereOrNotUtf8IsToldSo() throws IOException {
        SourceReader.text(folder.resolve("a.yaml"), problems);
        SourceReader.text(Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, 'a'}), problems);

        assertThat(messages()).containsExactly("no such file", "the file is not UTF-8");
    }

    private Iterable<String> messages() {
        return problems.sorted().stream().map(SourceProblem::message).toList();
    }
}
