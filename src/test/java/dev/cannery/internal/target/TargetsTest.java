package dev.cannery.internal.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
    private static final Targets TARGETS = Targets.read(Path.of("src/test/resources/readme/cannery.yaml"));

    @Test
    void readsTheTargetsOfTheGuide() {
        Target azure = TARGETS.target("azure", name -> "k");

        assertThat(azure.endpoint().address())
                .hasToString("https://acme.openai.azure.com/openai/deployments/gpt-5.4-mini/chat/completions"
                        + "?api-version=2024-10-21");
        assertThat(azure.declared().capabilities()).containsExactlyInAnyOrder("tools", "json_schema", "streaming");
        assertThat(TARGETS.target("local", name -> "unused").profile().name()).isEqualTo("lenient");
    }

    @Test
    void namesAKeyThatIsNotSet() {
        assertThatThrownBy(() -> TARGETS.target("openai", name -> ""))
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void reportsEveryProblemOfAFileWithItsLocation(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cannery.yaml"), """
                targets:
                  a: {modl: gpt-4o, states: quota}
                  b:
                    url: ftp://x
                    capabilities: [tool]
                    headers: {api-key: s}
                target: 1
                """);

        assertThatThrownBy(() -> Targets.read(file))
                .isInstanceOfSatisfying(
                        SourceProblemsException.class,
                        e -> assertThat(e.sourceProblems())
                                .extracting(problem -> problem.at().line() + " " + problem.path())
                                .containsExactly(
                                        "2 targets.a",
                                        "2 targets.a",
                                        "2 targets.a.states",
                                        "4 targets.b.url",
                                        "5 targets.b.capabilities[0]",
                                        "6 targets.b.headers.api-key",
                                        "7 "));
    }
}
