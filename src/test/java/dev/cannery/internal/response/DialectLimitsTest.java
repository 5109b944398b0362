package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.requestTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.profile.ProfileReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a dialect applies what a request limits: the tokens, and the calls at once. */
class DialectLimitsTest {
    private static final CannedCompletion REASONED = CannedCompletion.ofChoice(new CannedChoice(
            new CannedMessage("Paris it is.", List.of(), null, null, "They ask for a capital.", List.of(), null),
            null,
            null));
    private static final CannedCompletion CALL =
            CannedCompletion.ofChoice(new CannedChoice(new CannedMessage(null, List.of(PARIS), null), null, null));

    @ParameterizedTest
    @CsvSource({"deepseek, deepseek-reasoner, '', length", "xai, grok-3-mini, Paris it is., stop"})
    void onlyXaiLetsAModelReasonForMoreTokensThanTheLimit(String dialect, String model, String content, String reason) {
        JsonNode answer = answer(dialect, model, REASONED, 5);

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(content);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo(reason);
    }

    @Test
    void xaiCountsTheReasoningInTheTotalOnlyIfALimitCutsTheText() {
        JsonNode answer = answer("xai", "grok-3-mini", REASONED, 2);

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/choices/0/message/reasoning_content").asText()).isEqualTo("They ask for a capital.");
        JsonNode usage = answer.path("usage");
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(2);
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("prompt_tokens").asInt()
                        + 2
                        + usage.at("/completion_tokens_details/reasoning_tokens")
                                .asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "openrouter, openai/gpt-4.1-mini, tool_calls, max_output_tokens",
        "openrouter, qwen/qwen3-8b, length, length",
        "deepseek, deepseek-chat, length, ''"
    })
    void aCutCallLooksCompleteOnlyAtOpenRouterWithAModelOfOpenAi(
            String dialect, String model, String reason, String nativeReason) {
        JsonNode choice = answer(dialect, model, CALL, 12).at("/choices/0");

        assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
                .doesNotEndWith("}");
        assertThat(choice.path("finish_reason").asText()).isEqualTo(reason);
        assertThat(choice.path("native_finish_reason").asText()).isEqualTo(nativeReason);
    }

    @ParameterizedTest
    @CsvSource({"vllm, false, 1", "vllm, true, 2", "openai, false, 2"})
    void onlyVllmDropsCallsThatAreNotWantedInParallel(String dialect, String isParallel, int calls) {
        JsonNode answer = json(render(
                Answers.calls(PARIS, Answers.ROME),
                requestTo("a-model", "'parallel_tool_calls':" + isParallel),
                ProfileReader.read(dialect).style()));

        assertThat(answer.at("/choices/0/message/tool_calls")).hasSize(calls);
    }

    private static JsonNode answer(String dialect, String model, CannedCompletion canned, int limit) {
        return json(render(
                canned,
                requestTo(model, "'max_tokens':" + limit),
                ProfileReader.read(dialect).style()));
    }
}
