package dev.cannery.internal.contract.requests;

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

class RecordedRequestsTest {
    private static final RequestRecord PARIS = request(1, "com.acme.WeatherTest#asks", "Weather in Paris?");
    private static final RequestRecord ROME = request(1, "com.acme.OtherTest#asks", "Weather in Rome?");

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        RecordedRequests recorded = recorded("asks for the weather", PARIS, ROME);

        Path file = RecordedRequestsWriter.write(folder, recorded);

        assertThat(RecordedRequestsReader.readFile(file)).isEqualTo(recorded);
        assertThat(RecordedRequestsReader.read(folder)).containsExactly(recorded);
        assertThat(RecordedRequestsReader.find(folder, "weather", "asks for the weather"))
                .contains(recorded);
    }

    @Test
    void theFileIsLaidOutToBeComparedAndHoldsNoSecret() throws IOException {
        RequestRecord second = request(2, "com.acme.WeatherTest#asks", "My key is sk-abcdefghijklmnop1234, keep it");

        GoldenFile.of("requests/weather.json")
                .assertHolds(RecordedRequestsWriter.text(recorded("asks for the weather", second, PARIS, ROME)));
    }

    @Test
    void theSameBodyIsKeptOnceForEachTurnWhateverTheOrder() {
        RequestRecord again = request(1, "com.acme.ZTest#asks", "Weather in Paris?");
        RequestRecord later = request(2, "com.acme.ZTest#asks", "Weather in Paris?");

        assertThat(recorded("a", again, later, PARIS).requests()).containsExactly(PARIS, later);
        assertThat(recorded("a", PARIS, later, again)).isEqualTo(recorded("a", later, again, PARIS));
    }

    @Test
    void whatATestSentBeforeGoesOnceItIsOutdated() {
        RequestRecord oslo = request(1, "com.acme.WeatherTest#asks", "Weather in Oslo?");

        RecordedRequests merged = recorded("a", oslo).after(recorded("a", PARIS, ROME), Set.of(PARIS.test())::contains);

        assertThat(merged.requests()).containsExactly(ROME, oslo);
    }

    @Test
    void namesThatFilesCannotTellApartHaveFilesOfTheirOwn() {
        assertThat(recorded("Asks / the weather?").fileName())
                .startsWith("weather/asks-the-weather-")
                .endsWith(".json");
        assertThat(List.of("a b", "a-b", "A b", "../a b", "ä", "?", ""))
                .extracting(name -> recorded(name).fileName())
                .doesNotHaveDuplicates()
                .allMatch(name -> Path.of("x", name).normalize().startsWith(Path.of("x", "weather")));
        assertThat(recorded("long ".repeat(200)).fileName()).hasSizeLessThan(100);
    }

    @Test
    void aFileOfSomethingElseIsNamedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"contract\": 1, \"requests\": [{\"turn\": 0}]}");

        assertThatThrownBy(() -> RecordedRequestsReader.read(folder))
                .isInstanceOf(RecordedRequestsException.class)
                .hasMessage(file + ": requests[0].turn must be a number of at least 1");
        assertThat(RecordedRequestsReader.read(folder.resolve("none"))).isEmpty();
    }

    private static RecordedRequests recorded(String interaction, RequestRecord... requests) {
        return new RecordedRequests("weather", interaction, "contracts/weather.yaml:9", List.of(requests));
    }

    private static RequestRecord request(int turn, String test, String prompt) {
        JsonNode body = Json.treeOf(java.util.Map.of(
                "messages", List.of(new java.util.TreeMap<>(java.util.Map.of("role", "user", "content", prompt)))));
        return new RequestRecord(turn, test, body);
    }
}
