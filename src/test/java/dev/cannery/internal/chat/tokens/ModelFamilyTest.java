package dev.cannery.internal.chat.tokens;

import static dev.cannery.internal.chat.tokens.Encoding.CL100K;
import static dev.cannery.internal.chat.tokens.Encoding.O200K;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFamilyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-3.5-turbo",
                "gpt-35-turbo",
                "gpt-4",
                "gpt-4-0613",
                "gpt-4-turbo-2024-04-09",
                "ft:gpt-3.5-turbo-0125:acme::8xYz",
                "openai/gpt-4",
                "GPT-4"
            })
    void olderModelsHaveTheOlderVocabulary(String model) {
        assertThat(ModelFamily.of(model).encoding()).isEqualTo(CL100K);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "gpt-4o-mini-2024-07-18",
                "gpt-4.1",
                "gpt-4.5-preview",
                "chatgpt-4o-latest",
                "gpt-5.6-terra",
                "o1-mini",
                "o3",
                "o4-mini",
                "ft:gpt-4o-mini-2024-07-18:acme::8xYz",
                "ft:",
                "gpt-40",
                "llama-3.1-8b",
                ""
            })
    void newerAndUnknownModelsHaveTheNewestVocabulary(String model) {
        assertThat(ModelFamily.of(model).encoding()).isEqualTo(O200K);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-5",
                "gpt-5.1-2025-11-13",
                "gpt-6.2-astra",
                "gpt-10",
                "o3-mini",
                "o4-mini",
                "codex-mini-latest"
            })
    void reasoningModelsReason(String model) {
        assertThat(ModelFamily.of(model).reasons()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "gpt-4.1",
                "gpt-5-chat-latest",
                "o1-mini",
                "gpt-3.5-turbo",
                "gpt-35-turbo",
                "gpt-oss-120b",
                "llama"
            })
    void otherModelsDoNot(String model) {
        assertThat(ModelFamily.of(model).reasons()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5.6-sol", "gpt-6-luna", "gpt-6.2-astra", "openai/gpt-7"})
    void aModelToComeCountsLikeTheLatestRecorded(String model) {
        ModelFamily recorded = ModelFamily.of("gpt-5.4");

        assertThat(ModelFamily.of(model))
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(recorded);
    }
}
