package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.profile.ProfileReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client gets in each dialect: the same reasoning, text and call, whole and streamed. */
class DialectAnswersTest {
    private static final CannedCompletion EVERYTHING = CannedCompletion.ofChoice(new CannedChoice(
            new CannedMessage("Let me look.", List.of(PARIS), null, null, "They ask for the weather.", List.of(), null),
            null,
            null));

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectHasItsOwnForm(String dialect) {
        AnswerStyle style = ProfileReader.read(dialect).style();
        for (boolean isStreamed : new boolean[] {false, true}) {
            RenderedResponse response = new ResponseRenderer()
                    .render(
                            EVERYTHING,
                            Answers.requestTo(
                                    "a-model", "'stream':" + isStreamed + ",'stream_options':{'include_usage':true}"),
                            "says hello",
                            style);
            GoldenFile.of("answers/dialects/" + dialect + (isStreamed ? ".sse" : ".json"))
                    .assertHolds(Answers.bytes(response));
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectSendsNoHeaderOfOpenAi(String dialect) {
        AnswerStyle style = ProfileReader.read(dialect).style();
        RenderedResponse response =
                new ResponseRenderer().render(EVERYTHING, Answers.requestTo("a-model", ""), "says hello", style);
        RenderedResponse error =
                ResponseRenderer.renderError(new ApiError(400, "a_type", "a_code", null, "A message."), style);

        assertThat(response.headers().keySet()).noneMatch(name -> name.startsWith("openai-"));
        assertThat(error.headers().keySet()).noneMatch(name -> name.startsWith("openai-"));
    }

    static Stream<String> dialects() {
        return ProfileReader.builtIn().stream()
                .filter(name ->
                        !List.of("openai", "openai-spec", "atoma", "lenient").contains(name));
    }
}
