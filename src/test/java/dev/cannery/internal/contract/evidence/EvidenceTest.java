package dev.cannery.internal.contract.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final EvidenceRequest PARIS = request(1, "com.acme.WeatherTest#asks", "Weather in Paris?");
    private static final EvidenceRequest ROME = request(1, "com.acme.OtherTest#asks", "Weather in Rome?");

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        InteractionEvidence evidence = evidence("asks for the weather", PARIS, ROME);

        Path file = EvidenceWriter.write(folder, evidence);

        assertThat(EvidenceReader.readFile(file)).isEqualTo(evidence);
        assertThat(EvidenceReader.read(folder)).containsExactly(evidence);
        assertThat(EvidenceReader.find(folder, "weather", "asks for the weather"))
                .contains(evidence);
    }

    @Test
    void theFileIsLaidOutToBeComparedAndHoldsNoSecret() throws IOException {
        EvidenceRequest second = request(2, "com.acme.WeatherTest#asks", "My key is sk-abcdefghijklmnop1234, keep it");

        GoldenFile.of("evidence/weather.json")
                .assertHolds(EvidenceWriter.text(evidence("asks for the weather", second, PARIS, ROME)));
    }

    @Test
    void theSameBodyIsKeptOnceForEachTurnWhateverTheOrder() {
        EvidenceRequest again = request(1, "com.acme.ZTest#asks", "Weather in Paris?");
        EvidenceRequest later = request(2, "com.acme.ZTest#asks", "Weather in Paris?");

        assertThat(evidence("a", again, later, PARIS).requests()).containsExactly(PARIS, later);
        assertThat(evidence("a", PARIS, later, again)).isEqualTo(evidence("a", later, again, PARIS));
    }

    @Test
    void whatATestSentBeforeGoesOnceItIsOutdated() {
        EvidenceRequest oslo = request(1, "com.acme.WeatherTest#asks", "Weather in Oslo?");

        InteractionEvidence merged =
                evidence("a", oslo).after(evidence("a", PARIS, ROME), Set.of(PARIS.test())::contains);

        assertThat(merged.requests()).containsExactly(ROME, oslo);
    }

    @Test
    void namesThatFilesCannotTellApartHaveFilesOfTheirOwn() {
        assertThat(evidence("Asks / the weather?").fileName())
                .startsWith("weather/asks-the-weather-")
                .endsWith(".json");
        assertThat(List.of("a b", "a-b", "A b", "../a b", "ä", "?", ""))
                .extracting(name -> evidence(name).fileName())
                .doesNotHaveDuplicates()
                .allMatch(name -> Path.of("x", name).normalize().startsWith(Path.of("x", "weather")));
        assertThat(evidence("long ".repeat(200)).fileName()).hasSizeLessThan(100);
    }

    @Test
    void aFileOfSomethingElseIsNamedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"contract\": 1, \"requests\": [{\"turn\": 0}]}");

        assertThatThrownBy(() -> EvidenceReader.read(folder))
                .isInstanceOf(EvidenceException.class)
                .hasMessage(file + ": requests[0].turn must be a number of at least 1");
        assertThat(EvidenceReader.read(folder.resolve("none"))).isEmpty();
    }

    private static InteractionEvidence evidence(String interaction, EvidenceRequest... requests) {
        return new InteractionEvidence("weather", interaction, "contracts/weather.yaml:9", List.of(requests));
    }

    private static EvidenceRequest request(int turn, String test, String prompt) {
        JsonNode body = Json.treeOf(java.util.Map.of(
                "messages", List.of(new java.util.TreeMap<>(java.util.Map.of("role", "user", "content", prompt)))));
        return new EvidenceRequest(turn, test, body);
    }
}
