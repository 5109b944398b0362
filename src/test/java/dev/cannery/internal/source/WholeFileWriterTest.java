package dev.cannery.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileWriterTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedWithTheFoldersItNeedsAndNothingIsLeftBeside() throws IOException {
        Path file = folder.resolve("a/b/report.json");
        WholeFileWriter.write(file, "old");
        WholeFileWriter.write(file, "new");

        assertThat(file).hasContent("new");
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndSaysWhy() throws IOException {
        Path file = folder.resolve("old.json");
        WholeFileWriter.write(file, "old");
        Path within = file.resolve("new.json");

        assertThatThrownBy(() -> WholeFileWriter.write(within, "new"))
                .isInstanceOfSatisfying(
                        IOException.class,
                        fault -> assertThat(WholeFileWriter.reason(fault))
                                .isNotBlank()
                                .doesNotContain("Exception"));
        assertThat(file).hasContent("old");
    }

    @Test
    void aFolderInPlaceOfAFileIsToldAndStays() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/with"));

        assertThatThrownBy(() -> WholeFileWriter.write(folder.resolve("taken"), "new"))
                .isInstanceOf(IOException.class);
        assertThat(taken).isDirectory();
    }

    @Test
    void aLinkStaysOneAndLeadsToTheNewText() throws IOException {
        Path file = folder.resolve("real.txt");
        WholeFileWriter.write(file, "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        WholeFileWriter.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void whatIsAppendedComesAfterWhatWasThere() throws IOException {
        Path file = folder.resolve("summary.md");
        WholeFileWriter.append(file, "one\n");
        WholeFileWriter.append(file, "two\n");

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void aFileThatIsSetAsideIsNotLost() throws IOException {
        Path file = folder.resolve("coverage.json");
        WholeFileWriter.write(file, "{half");

        assertThat(WholeFileWriter.setAside(file))
                .hasFileName("coverage.json.corrupt")
                .hasContent("{half");
        assertThat(file).doesNotExist();
    }
}
