package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README shows is a region of a file that runs, and what it tells to type is what CI types. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    private ReadmePage page = new ReadmePage(List.of());

    @BeforeEach
    void readThePage() throws IOException {
        page = ReadmePage.parse(Files.readAllLines(README));
    }

    @Test
    void everyJavaAndYamlBlockIsARegionOfAFileThatRuns() {
        List<ReadmePage.Block> blocks = page.blocks().stream()
                .filter(block -> block.isIn("java", "yaml", "yml"))
                .toList();
        assertThat(blocks).as("java and yaml blocks of the README").isNotEmpty();

        assertThat(blocks).allSatisfy(block -> {
            assertThat(block.snippet())
                    .as("README.md:%d needs a line <!-- snippet: path/to/File#region --> right before it", block.line())
                    .isPresent();
            assertThat(String.join("\n", block.text()))
                    .as("README.md:%d and %s", block.line(), block.snippet().orElseThrow())
                    .isEqualTo(String.join("\n", lines(block.snippet().orElseThrow())));
        });
    }

    private static List<String> lines(String snippet) throws IOException {
        String[] fileAndRegion = snippet.split("#", 2);
        Path file = Path.of(fileAndRegion[0]);
        assertThat(file).as("the file of the README's snippet %s", snippet).isRegularFile();
        return ReadmePage.region(Files.readAllLines(file), fileAndRegion.length == 2 ? fileAndRegion[1] : "");
    }

    @Test
    void theFirstTwoCommandsAreTypedByCiToo() throws IOException {
        assertThat(page.commands()).as("shell commands of the README").hasSizeGreaterThanOrEqualTo(2);
        List<String> typedByCi;
        try (Stream<String> lines = Files.lines(Path.of(".ci", "run"))) {
            typedByCi = lines.map(ReadmeTest::withoutMavensFlags).toList();
        }

        assertThat(page.commands().subList(0, 2).stream().flatMap(line -> Arrays.stream(line.split(" && "))))
                .allSatisfy(command -> assertThat(typedByCi)
                        .as("lines of .ci/run, one of which should type the README's `%s`", command)
                        .anyMatch(line -> line.contains(beginning(command))));
    }

    /** As much of a command as a reader must get right: {@code mvn verify}, {@code java -jar x.jar serve}. */
    private static String beginning(String command) {
        int words = command.startsWith("java -jar ") ? 4 : 2;
        return Arrays.stream(withoutMavensFlags(command).split(" +"))
                .limit(words)
                .collect(Collectors.joining(" "));
    }

    private static String withoutMavensFlags(String line) {
        return line.replaceAll(" -(B|ntp|q)\\b", "");
    }
}
