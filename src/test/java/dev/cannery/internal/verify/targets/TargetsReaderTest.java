package dev.cannery.internal.verify.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TargetsReaderTest {
    private static final Targets TARGETS = TargetsReader.read(Path.of("src/test/resources/readme/cannery.yaml"));

    @Test
    void theTargetsOfTheReadmeAreRead() {
        Target azure = TARGETS.target("azure", name -> "k");

        assertThat(TARGETS.names()).containsExactly("openai", "azure", "local");
        assertThat(azure.endpoint().address())
                .hasToString("https://acme.openai.azure.com/openai/deployments/gpt-4o/chat/completions"
                        + "?api-version=2024-10-21");
        assertThat(azure.offers().capabilities()).containsExactlyInAnyOrder("tools", "json_schema", "streaming");
        assertThat(TARGETS.target("local", name -> "unused").profile().name()).isEqualTo("lenient");
    }

    @Test
    void aKeyThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> TARGETS.target("openai", name -> ""))
                .isInstanceOf(TargetsException.class)
                .hasMessageContaining("OPENAI_API_KEY");
    }
}
