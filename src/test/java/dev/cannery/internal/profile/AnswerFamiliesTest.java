package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerForm.When;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members the answers of each family of models have. */
class AnswerFamiliesTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, true, true, ALWAYS, NEVER",
        "gpt-4o-mini-2024-07-18, true, true, ALWAYS, NEVER",
        "gpt-4.1-nano, true, true, ALWAYS, NEVER",
        "gpt-4o-search-preview, false, true, STREAMED, NEVER",
        "gpt-audio-mini, false, true, ALWAYS, NEVER",
        "gpt-4o-audio-preview, false, true, ALWAYS, NEVER",
        "gpt-3.5-turbo-0125, true, false, ALWAYS, NEVER",
        "gpt-4, true, false, ALWAYS, NEVER",
        "gpt-4-0613, true, false, ALWAYS, NEVER",
        "gpt-4-turbo-preview, true, false, ALWAYS, NEVER",
        "gpt-4-turbo, true, true, ALWAYS, NEVER",
        "o3-mini, false, true, ALWAYS, NEVER",
        "o1-2024-12-17, false, true, ALWAYS, NEVER",
        "o4-mini, false, false, ALWAYS, NEVER",
        "o3, false, false, ALWAYS, NEVER",
        "gpt-5-mini-2025-08-07, false, false, ALWAYS, NEVER",
        "gpt-5.6-terra, false, false, ALWAYS, NEVER",
        "a-model-of-ours, true, true, ALWAYS, NEVER"
    })
    void ofOpenAi(String model, boolean hasLogprobs, boolean namesBackend, When tier, When forcedCallReason) {
        AnswerForm.Traits form = formOf("openai", model);

        assertThat(form.hasLogprobs()).isEqualTo(hasLogprobs);
        assertThat(form.namesBackend()).isEqualTo(namesBackend);
        assertThat(form.tier()).isEqualTo(tier);
        assertThat(form.forcedCallReason()).isEqualTo(forcedCallReason);
    }

    @Test
    void theDetailsOfUsageAreThoseOfTheFamily() {
        assertThat(formOf("openai", "gpt-4o").promptDetails()).containsExactly("cached_tokens", "audio_tokens");
        assertThat(formOf("openai", "gpt-5.6-terra").promptDetails())
                .containsExactly("cached_tokens", "cache_write_tokens", "audio_tokens");
        assertThat(formOf("openai", "gpt-audio").promptDetails()).contains("text_tokens", "image_tokens");
        assertThat(formOf("openai", "gpt-audio").completionDetails()).endsWith("text_tokens");
        assertThat(formOf("openai", "gpt-4o").completionDetails()).doesNotContain("text_tokens");
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, true, true",
        "STREAMED, true, false",
        "WHOLE, false, true",
        "NEVER, false, false",
    })
    void whatSomeResponsesHaveDependsOnTheirForm(When when, boolean isInStreams, boolean isInWholeOnes) {
        assertThat(when.holds(true)).isEqualTo(isInStreams);
        assertThat(when.holds(false)).isEqualTo(isInWholeOnes);
    }

    @Test
    void aDialectHasTheFormOfTheDayThatIsAskedFor() {
        assertThat(finishWordsOf("ollama")).isEmpty();
        assertThat(finishWordsOf("ollama@2025-02-28")).containsEntry("tool_calls", "stop");
        assertThat(finishWordsOf("ollama@2025-03-01")).isEmpty();
    }

    @Test
    void theFormOfADayAppliesToTheFamiliesOfModelsNextToItToo() {
        AnswerForm then = formOn("openrouter@2025-10-15", "openai/gpt-4o");

        assertThat(then.traits().namesBackend()).isTrue();
        assertThat(then.stream().deltas().again()).isNull();
        assertThat(formOn("openrouter@2025-10-15", "qwen/qwen3-8b").traits().namesBackend())
                .isFalse();
        assertThat(formOn("openrouter", "openai/gpt-4o").stream().deltas().again())
                .isNotNull();
    }

    @Test
    void aFamilyOfADayMayChangeTheFamiliesOfModelsNextToIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                profile: mine
                extends: lenient
                answers:
                  tier: never
                  families:
                    large: {models: "large-.*", tier: always, fingerprint: false}
                    small: {models: "small-.*", tier: always}
                    spring: {before: 2026-06-01, logprobs: false, families: {large: {tier: whole}, small: null}}
                """);

        AnswerForm.Traits large = formOn(file + "@2026-05-31", "large-1").traits();
        assertThat(large.tier()).isEqualTo(When.WHOLE);
        assertThat(large.namesBackend()).isFalse();
        assertThat(large.hasLogprobs()).isFalse();
        assertThat(formOn(file + "@2026-05-31", "small-1").traits().tier()).isEqualTo(When.NEVER);
        assertThat(formOn(file + "@2026-06-01", "small-1").traits().tier()).isEqualTo(When.ALWAYS);
    }

    @Test
    void aFamilyMayHaveTheFormOfAnotherProfile() {
        AnswerForm.Forms router = ProfileReader.read("huggingface").style().forms();
        AnswerForm ofGroq = ProfileReader.read("groq").style().forms().of("a-model", "a-model");

        assertThat(router.of("a-model", "a-model:groq").ids()).isEqualTo(ofGroq.ids());
        assertThat(router.of("a-model", "a-model").ids()).isNotEqualTo(ofGroq.ids());
    }

    @Test
    void aFamilyMustSayWhatItIsOf(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                profile: mine
                extends: lenient
                answers:
                  families:
                    all: {logprobs: false}
                    other: {models: x, profile: grok}
                """);

        assertThatThrownBy(() -> ProfileReader.read(file))
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageContaining(
                        "mine.yaml:5:10 answers.families.all: a family of models must have 'models' or 'requested'")
                .hasMessageContaining("mine.yaml:6:33 answers.families.other.profile: unknown profile 'grok'");
    }

    private static Map<String, String> finishWordsOf(String profile) {
        return ProfileReader.find(profile)
                .style()
                .forms()
                .of("llama3", "llama3")
                .traits()
                .finishWords();
    }

    private static AnswerForm formOn(String profile, String model) {
        return ProfileReader.find(profile).style().forms().of(model, model);
    }

    private static AnswerForm.Traits formOf(String profile, String model) {
        return ProfileReader.read(profile).style().forms().of(model, model).traits();
    }
}
