package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models exist on a day, and how a user's profile adds to them. */
class ModelsTest {
    /** Listed as chat models by OpenAI's clients, though the first does not exist and the others are served elsewhere (reported). */
    private static final Set<String> LISTED_BY_MISTAKE =
            Set.of("gpt-5.1-mini", "gpt-5.2-pro", "gpt-5.2-pro-2025-12-11");

    private final Profile openai = ProfileReader.read("openai");

    @TempDir
    private Path folder;

    @Test
    void everyModelIsServedUntilItsShutdownAndThenRefused() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode chat = Shared.spec("openai-models-2026-11.json").path("chat");
        for (Map.Entry<String, JsonNode> model : chat.properties()) {
            String name = model.getKey();
            if (LISTED_BY_MISTAKE.contains(name) || isElsewhere(name)) {
                continue;
            }
            if (model.getValue().isNull()) {
                check(name, LocalDate.of(2031, 1, 1), false, wrong);
            } else {
                LocalDate end = LocalDate.parse(model.getValue().textValue());
                check(name, end.minusDays(1), false, wrong);
                check(name, end, true, wrong);
            }
        }
        System.out.println("models: " + chat.size() + " listed, " + wrong.size() + " wrong");
        assertThat(chat).hasSize(92);
        assertThat(wrong).isEmpty();
    }

    /** Models that were retired, and were never served by chat completions. */
    private static boolean isElsewhere(String name) {
        return name.contains("codex");
    }

    private void check(String name, LocalDate day, boolean isRefused, List<String> wrong) {
        ApiError refusal =
                openai.asOf(day).refusalOf(Shared.request(name, "{}")).orElse(null);
        boolean isNeedOfAudio = refusal != null && refusal.message().contains("contain audio");
        boolean isAsWanted = isRefused
                ? refusal != null
                        && refusal.status() == 404
                        && refusal.message().contains("`" + name + "` has been")
                : refusal == null || isNeedOfAudio;
        if (!isAsWanted) {
            wrong.add(name + " on " + day + ": " + refusal);
        }
    }

    @Test
    void modelsThatOnlyTheResponsesApiServesAreRefused() throws IOException {
        JsonNode names = Shared.spec("openai-models-2026-11.json").path("responses_only");

        assertThat(names)
                .hasSize(23)
                .allSatisfy(name -> assertThat(openai.refusalOf(Shared.request(name.asText(), "{}")))
                        .hasValueSatisfying(error -> {
                            assertThat(error.status()).isEqualTo(404);
                            assertThat(error.param()).isEqualTo("model");
                            assertThat(error.message()).contains("v1/chat/completions");
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o3-pro", "o4-mini-deep-research", "computer-use-preview", "gpt-5-codex", "gpt-5.5-pro"})
    void aModelThatOnlyTheResponsesApiServesIsRefused(String name) {
        assertThat(openai.refusalOf(Shared.request(name, "{}"))).hasValueSatisfying(error -> {
            assertThat(error.status()).isEqualTo(404);
            assertThat(error.param()).isEqualTo("model");
            assertThat(error.message()).contains("v1/chat/completions");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 2027-01-13, false",
        "gpt-4o, 2027-01-14, true",
        "gpt-5.1, 2027-03-31, false",
        "gpt-5.1, 2027-04-01, true",
        "o3, 2026-12-10, false",
        "o3, 2026-12-11, true",
        "gpt-5.4-mini, 2035-01-01, false",
        "gpt-3.5-turbo, 2026-10-23, true",
    })
    void aDayInTheFutureCanBeUsedToo(String model, LocalDate day, boolean isEnded) {
        Profile then = openai.asOf(day);

        assertThat(then.refusalOf(Shared.request(model, "{}"))
                        .filter(error -> error.message()
                                .equals("The model `" + model + "` has been deprecated, learn more here:"
                                        + " https://platform.openai.com/docs/deprecations")))
                .matches(refusal -> refusal.isPresent() == isEnded);
        assertThat(then.models().stream().map(ModelInfo::id).anyMatch(model::equals))
                .isEqualTo(!isEnded);
    }

    @Test
    void theDefaultDayKnowsTheNewestModelsAndNotTheRetiredOnes() {
        assertThat(openai.day()).isEqualTo("2026-11-30");
        assertThat(openai.models())
                .extracting(ModelInfo::id)
                .contains("gpt-6.2-sol", "gpt-6.1-terra", "gpt-4o", "gpt-audio-1.5")
                .doesNotContain("gpt-3.5-turbo", "o4-mini", "gpt-5.2-pro");
        assertThat(openai.snapshotOf("gpt-5.4")).isEqualTo("gpt-5.4-2026-03-05");
        assertThat(openai.snapshotOf("gpt-audio-mini")).isEqualTo("gpt-audio-mini-2025-12-15");
    }

    @Test
    void anAzureDeploymentOutlivesOpenAisModel() {
        Profile azure = ProfileReader.read("azure").asOf(LocalDate.of(2028, 1, 1));

        assertThat(azure.refusalOf(Shared.request("gpt-4o", "{}"))).isEmpty();
    }

    @Test
    void aUsersProfileAddsModelsAndShutdownDays() {
        Profile mine = ProfileReader.read(Path.of("src/test/resources/readme/models.yaml"));

        assertThat(mine.refusalOf(Shared.request("gpt-7-sol", "{}"))).isEmpty();
        assertThat(mine.refusalOf(Shared.request("gpt-7-sol", "{'max_tokens': 5}")))
                .get()
                .extracting(ApiError::code)
                .isEqualTo("unsupported_parameter");
        assertThat(mine.refusalOf(Shared.request("gpt-5.2", "{}")))
                .get()
                .extracting(ApiError::code)
                .isEqualTo("model_not_found");
        assertThat(mine.endOf("gpt-7-sol")).contains(LocalDate.of(2029, 1, 1));
        assertThat(mine.asOf(LocalDate.of(2027, 5, 3)).refusalOf(Shared.request("gpt-7-sol", "{}")))
                .isPresent();
        assertThat(openai.refusalOf(Shared.request("gpt-5.2", "{}"))).isEmpty();
    }

    @Test
    void aDuplicateNameAndTheShutdownOfAnUnknownModelAreReported() {
        assertThatThrownBy(() -> read("""
                        profile: mine
                        extends: openai
                        models:
                          other:
                            is: [latest]
                            names: {gpt-4o: 2024-05-13}
                        shutdowns:
                          gpt-5.9: 2027-05-01
                        """))
                .isInstanceOfSatisfying(
                        SourceProblemsException.class,
                        e -> assertThat(e.sourceProblems())
                                .extracting(problem -> problem.at().line() + " " + problem.path())
                                .containsExactly("6 models.other.names.gpt-4o", "8 shutdowns.gpt-5.9"));
    }

    private Profile read(String yaml) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, yaml);
        return ProfileReader.read(file);
    }
}
