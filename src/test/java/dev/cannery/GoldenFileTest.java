package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFileTest {
    private static final Pattern SWITCH =
            Pattern.compile("[\\w.-]*[.-](?:update|renew|regenerate)[\\w-]*(?==\\S|\"\\))");

    @Test
    void oneSwitchUpdatesAllFilesThatTestsWrite() throws IOException {
        Set<String> switches = new TreeSet<>();
        for (Path file : texts()) {
            SWITCH.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(switches::add);
        }

        assertThat(switches).containsExactly("-Dgolden.update", "golden.update");
    }

    @Test
    void aFileWithOtherContentFailsAndNamesTheSwitch(@TempDir Path folder) throws IOException {
        assumeFalse(GoldenFile.isUpdated(), "golden files are written now");
        Path file = Files.writeString(folder.resolve("a.txt"), "as it was");

        assertThatCode(() -> GoldenFile.at(file).assertHolds("as it was")).doesNotThrowAnyException();
        assertThatThrownBy(() -> GoldenFile.at(file).assertHolds("as it is"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dgolden.update=true");
        assertThatThrownBy(() -> GoldenFile.at(folder.resolve("b.txt")).assertHolds("new"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("b.txt is missing");
    }

    /** Returns the sources, pages and settings in which a switch could be read or named. */
    private static List<Path> texts() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            return Stream.concat(Stream.of(Path.of("pom.xml"), Path.of("README.md")), sources)
                    .filter(file -> file.toString().matches(".*\\.(java|md|xml)"))
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("GoldenFileTest.java"))
                    .toList();
        }
    }
}
