package dev.cannery.internal.response;

import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.Match;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every response of these contracts, whole and streamed, each to a golden file named after its interaction. */
class FixtureAnswersTest {
    private static final Path FOLDER = Path.of("src/test/resources/contracts/good");

    static Stream<Arguments> rendersTheGoldenBytes() {
        return interactions("says-all-that-a-message-can.yaml");
    }

    static Stream<Arguments> rendersTheGoldenHeadersAndBodies() {
        return interactions("says-more-than-a-completion.yaml");
    }

    private static Stream<Arguments> interactions(String file) {
        return ContractReader.read(FOLDER.resolve(file)).get(0).interactions().stream()
                .map(interaction -> Arguments.of(interaction.name(), interaction));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenBytes(String name, LoadedInteraction interaction) {
        String file = "answers/" + name.replace(' ', '-');

        GoldenFile.of(file + ".json").assertHolds(rendered(interaction, ""));
        GoldenFile.of(file + ".sse")
                .assertHolds(rendered(interaction, "'stream':true,'stream_options':{'include_usage':true}"));
    }

    static Stream<Arguments> rendersTheGoldenBytesOfFilledInTemplates() {
        return interactions("fills-in-templates.yaml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenBytesOfFilledInTemplates(String name, LoadedInteraction interaction) {
        rendersTheGoldenBytes(name, interaction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenHeadersAndBodies(String name, LoadedInteraction interaction) {
        RenderedResponse response = response(interaction, "'stream':true");
        StringBuilder head =
                new StringBuilder("HTTP ").append(response.status()).append('\n');
        response.headers()
                .forEach((header, value) ->
                        head.append(header).append(": ").append(value).append('\n'));

        GoldenFile.of("answers/" + name.replace(' ', '-') + ".http")
                .assertHolds(head.append('\n') + Answers.text(response));
    }

    private static byte[] rendered(LoadedInteraction interaction, String members) {
        return Answers.bytes(response(interaction, members));
    }

    private static RenderedResponse response(LoadedInteraction interaction, String members) {
        ChatRequest request = Answers.request(members);
        Match match = new Match(interaction, 0);
        return Answers.render(match.fill(match.turn().responses().get(0), request), request);
    }
}
