package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.requestTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Pacing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenReasoningTest {
    private static final String TITLE = "A short title";
    /** Three, and nine that gpt-5 adds around a text. */
    private static final int TITLE_TOKENS = 12;

    @Test
    void aLimitThatThinkingUsesUpLeavesNothingToSay() {
        JsonNode answer = json(render(title(null), requestTo("gpt-5-mini", limited("low", 30))));

        assertThat(answer.at("/choices/0/message/content").asText("none")).isEmpty();
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(counts(answer)).isEqualTo("30 of which 30");
    }

    @Test
    void aStreamEndsWithoutATextToo() {
        String members = limited("low", 30) + ",'stream':true,'stream_options':{'include_usage':true}";
        List<JsonNode> chunks = chunks(render(title(null), requestTo("gpt-5-mini", members)));

        assertThat(chunks)
                .noneMatch(chunk ->
                        !chunk.at("/choices/0/delta/content").asText("").isEmpty());
        assertThat(chunks)
                .anyMatch(chunk -> chunk.at("/choices/0/finish_reason").asText().equals("length"));
        assertThat(counts(chunks.get(chunks.size() - 1))).isEqualTo("30 of which 30");
    }

    @ParameterizedTest
    @CsvSource({"none, 0", "minimal, 0", "low, 64", "medium, 192", "high, 448", "xhigh, 960", "max, 1984"})
    void thinkingGrowsWithTheEffort(String effort, int tokens) {
        JsonNode answer = json(render(title(null), requestTo("gpt-5.1", "'reasoning_effort':'" + effort + "'")));

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(TITLE);
        assertThat(counts(answer)).isEqualTo((tokens + TITLE_TOKENS) + " of which " + tokens);
    }

    @Test
    void whatThinkingLeavesIsSaid() {
        JsonNode answer = json(render(title(null), requestTo("gpt-5-mini", limited("low", 75))));

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("A short");
        assertThat(counts(answer)).isEqualTo("75 of which 64");
    }

    @Test
    void aModelThatDoesNotReasonSpendsNothing() {
        assertThat(counts(json(render(title(null), requestTo("gpt-4o", limited("low", 30))))))
                .isEqualTo("3 of which 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'max_completion_tokens':30", "'temperature':1"})
    void nothingIsSpentUnasked(String members) {
        assertThat(counts(json(render(title(null), requestTo("gpt-5-mini", members)))))
                .isEqualTo(TITLE_TOKENS + " of which 0");
    }

    @Test
    void reasoningTokensAloneAreSpentByAnyModelAndTheRestIsCounted() {
        CannedCompletion thinking = title(new CannedUsage(0, 0, 20, 0));
        JsonNode answer = json(render(thinking, requestTo("gpt-4o", "'max_tokens':30")));
        JsonNode cut = json(render(thinking, requestTo("gpt-4o", "'max_tokens':21")));

        assertThat(counts(answer)).isEqualTo("23 of which 20");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(8);
        assertThat(cut.at("/choices/0/message/content").asText()).isEqualTo("A");
        assertThat(counts(cut)).isEqualTo("21 of which 20");
    }

    @Test
    void givenCountsAreThoseOfTheLimitWhereThinkingUsesItUp() {
        CannedCompletion thinking = title(new CannedUsage(11, 64, 60, 2));

        assertThat(counts(json(render(thinking, requestTo("gpt-4o", "'max_tokens':80")))))
                .isEqualTo("64 of which 60");
        JsonNode cut = json(render(thinking, requestTo("gpt-4o", "'max_tokens':30")));
        assertThat(counts(cut)).isEqualTo("30 of which 30");
        assertThat(cut.at("/usage/prompt_tokens").asInt()).isEqualTo(11);
        assertThat(cut.at("/usage/total_tokens").asInt()).isEqualTo(41);
    }

    private static String limited(String effort, int limit) {
        return "'reasoning_effort':'" + effort + "','max_completion_tokens':" + limit;
    }

    private static CannedCompletion title(@Nullable CannedUsage usage) {
        CannedCompletion plain = CannedCompletion.ofText(TITLE);
        return new CannedCompletion(plain.choices(), usage, plain.identity(), Duration.ZERO, Pacing.UNPACED);
    }

    private static String counts(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        return usage.path("completion_tokens").asInt() + " of which "
                + usage.at("/completion_tokens_details/reasoning_tokens").asInt();
    }
}
