package dev.cannery.internal.junit.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.LoadedContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract files are read once in a run, and again if they have changed. */
class ContractFilesTest {
    private final ContractFiles files = new ContractFiles();

    @TempDir
    private Path folder;

    @Test
    void readsAnUnchangedFolderOnce() throws IOException {
        write("one.yaml", "one");

        assertThat(read().get(0)).isSameAs(read().get(0));
    }

    @Test
    void readsChangedAndNewFiles() throws IOException {
        write("one.yaml", "one");
        assertThat(namesOfAll()).containsExactly("one");

        write("one.yaml", "one, now longer");
        assertThat(namesOfAll()).containsExactly("one, now longer");

        write("two.yaml", "two");
        assertThat(namesOfAll()).containsExactly("one, now longer", "two");
    }

    @Test
    void readsAChangedFileOfAContractAgain() throws IOException {
        Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(folder.resolve("stubs/answer.json"), answer("before"));
        Files.writeString(
                folder.resolve("one.yaml"),
                "interactions: [{name: one, request: {prompt: Hi}, response: {stub: answer.json}}]");
        LoadedContract before = read().get(0);

        Files.writeString(folder.resolve("stubs/answer.json"), answer("and after"));

        assertThat(read().get(0)).isNotEqualTo(before);
    }

    private static String answer(String content) {
        return """
                {"id": "1", "object": "chat.completion", "created": 1, "model": "gpt-4o", "choices": [{"index": 0,
                 "message": {"role": "assistant", "content": "%s"}, "finish_reason": "stop"}]}
                """.formatted(content);
    }

    private void write(String file, String interaction) throws IOException {
        Files.writeString(
                folder.resolve(file), "interactions: [{name: \"" + interaction + "\", request: {}, response: Hi}]");
    }

    private List<String> namesOfAll() {
        return read().stream()
                .map(contract -> contract.interactions().get(0).name())
                .toList();
    }

    private List<LoadedContract> read() {
        return files.read(List.of(folder.toString()), "the test", ContractFilesTest.class);
    }
}
