package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in profiles are written in YAML and read from generated JSON files. */
class PreparedProfilesTest {
    private static final Path WRITTEN = Path.of("src/main/resources/dev/cannery/internal/profile");
    private static final Path PREPARED = WRITTEN.resolve("prepared");

    @ParameterizedTest
    @MethodSource("written")
    void aPreparedProfileEqualsItsYaml(String name) throws IOException {
        String json = Json.compact(tree(name + ".yaml", Files.readString(WRITTEN.resolve(name + ".yaml"))));

        GoldenFile.at(PREPARED.resolve(name + ".json")).assertHolds(json + "\n");
        assertThat(Json.compact(tree(name + ".json", json))).isEqualTo(json);
    }

    @Test
    void thereAreNoPreparedProfilesWithoutYaml() throws IOException {
        try (Stream<Path> files = Files.list(PREPARED)) {
            assertThat(files.map(PreparedProfilesTest::name)).containsExactlyInAnyOrderElementsOf(written());
        }
    }

    private static List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(WRITTEN)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(PreparedProfilesTest::name)
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.[a-z]+$", "");
    }

    private static JsonNode tree(String file, String text) {
        Problems problems = new Problems();
        List<SourceNode> documents = new SourceParser(file, problems).parse(text);
        assertThat(problems.isEmpty()).isTrue();
        return documents.get(0).toJson();
    }
}
