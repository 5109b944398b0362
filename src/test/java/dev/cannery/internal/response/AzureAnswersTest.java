package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.profile.ProfileReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How responses of Azure differ from those of OpenAI, as recorded. */
class AzureAnswersTest {
    private static final AnswerStyle AZURE = ProfileReader.read("azure").style();
    private static final String FORCED = "'tool_choice':{'type':'function','function':{'name':'get_weather'}}";

    @ParameterizedTest
    @CsvSource({
        "gpt-4.1, stop, stop",
        "gpt-5-mini, tool_calls, tool_calls",
        "gpt-5.1-chat, tool_calls, tool_calls",
        "o4-mini, tool_calls, tool_calls",
        "o1, tool_calls, stop",
        "o3-mini, tool_calls, stop"
    })
    void aForcedCallEndsWithToolCallsOnReasoningModels(String model, String whole, String streamed) {
        CannedCompletion call = Answers.calls(Answers.PARIS);
        JsonNode answer = Answers.json(Answers.render(call, Answers.requestTo(model, FORCED), AZURE));
        JsonNode last =
                Answers.chunks(Answers.render(call, Answers.requestTo(model, FORCED + ",'stream':true"), AZURE))
                        .stream()
                        .reduce((first, second) -> second)
                        .orElseThrow();

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo(whole);
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo(streamed);
    }

    @Test
    void anEmptyTextHasNoFilterResults() {
        JsonNode empty =
                Answers.json(Answers.render(CannedCompletion.ofText(""), Answers.requestTo("o4-mini", ""), AZURE));
        JsonNode text =
                Answers.json(Answers.render(CannedCompletion.ofText("Hi"), Answers.requestTo("o4-mini", ""), AZURE));

        assertThat(empty.at("/choices/0/content_filter_results")).isEmpty();
        assertThat(text.at("/choices/0/content_filter_results")).hasSize(4);
    }

    @Test
    void aDeploymentCanUseTheFiltersOfTheSecondPolicy() {
        AnswerStyle style = ProfileReader.read(Path.of("src/test/resources/readme/our-azure.yaml"))
                .style();
        JsonNode answer =
                Answers.json(Answers.render(CannedCompletion.ofText("Hi"), Answers.requestTo("o4-mini", ""), style));

        assertThat(answer.at("/choices/0/content_filter_results").fieldNames())
                .toIterable()
                .containsExactly(
                        "hate",
                        "protected_material_code",
                        "protected_material_text",
                        "self_harm",
                        "sexual",
                        "violence");
        assertThat(answer.at("/prompt_filter_results/0/content_filter_results").fieldNames())
                .toIterable()
                .containsExactly("hate", "jailbreak", "self_harm", "sexual", "violence");
    }
}
