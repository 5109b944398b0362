package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.ROME;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTruncatorTest {
    private static final CannedCompletion COUNT = CannedCompletion.ofText("one two three four five");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aTokenLimitIsUsedUpExactly(int limit) {
        JsonNode answer = json(render(COUNT, request("'max_tokens':" + limit)));

        assertThat(content(answer).split(" ")).hasSize(limit);
        assertThat(finishReason(answer)).isEqualTo("length");
        assertThat(completionTokens(answer)).isEqualTo(limit);
    }

    @Test
    void theNewerNameOfTheLimitTakesPrecedence() {
        assertThat(content(json(render(COUNT, request("'max_tokens':4,'max_completion_tokens':2")))))
                .isEqualTo("one two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "100", "0", "-1", "null", "'2'", "2.5", "99999999999"})
    void anInvalidOrUnreachedLimitTruncatesNothing(String limit) {
        JsonNode answer = json(render(COUNT, request("'max_completion_tokens':" + limit)));

        assertThat(content(answer)).isEqualTo("one two three four five");
        assertThat(finishReason(answer)).isEqualTo("stop");
        assertThat(completionTokens(answer)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 20})
    void noCharacterIsSplit(int limit) {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        JsonNode answer = json(render(CannedCompletion.ofText(family.repeat(9)), request("'max_tokens':" + limit)));

        assertThat(content(answer)).matches("(" + family + ")*").hasSizeLessThan(family.length() * 9);
        assertThat(completionTokens(answer)).isEqualTo(limit);
    }

    @Test
    void aStreamEndsWhereTheWholeResponseDoes() {
        String members = "'max_tokens':3,'stream':true,'stream_options':{'include_usage':true}";
        List<JsonNode> chunks = chunks(render(COUNT, request(members)));

        assertThat(chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                        .collect(Collectors.joining()))
                .isEqualTo("one two three");
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("length");
        assertThat(completionTokens(chunks.get(chunks.size() - 1))).isEqualTo(3);
    }

    @Test
    void tokensThatAReasoningModelAddsCountToo() {
        JsonNode answer = json(render(COUNT, request("'model':'gpt-5','max_completion_tokens':11")));

        assertThat(content(answer)).isEqualTo("one two");
        assertThat(completionTokens(answer)).isEqualTo(11);
        assertThat(content(json(render(COUNT, request("'model':'gpt-5','max_completion_tokens':3")))))
                .isEmpty();
    }

    @Test
    void theLimitAppliesToEachChoiceSeparately() {
        JsonNode answer = json(render(COUNT, request("'n':2,'max_tokens':3")));

        assertThat(answer.findValuesAsText("content")).containsExactly("one two three", "one two three");
        assertThat(completionTokens(answer)).isEqualTo(6);
    }

    @Test
    void argumentsAreTruncated() {
        JsonNode answer = json(render(calls(PARIS), request("'max_tokens':11")));

        assertThat(answer.at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"city");
        assertThat(finishReason(answer)).isEqualTo("length");
        assertThat(completionTokens(answer)).isEqualTo(11);
    }

    @Test
    void aCallThatWouldNotBeginIsLeftOut() {
        assertThat(json(render(calls(PARIS, ROME), request("'max_tokens':22"))).at("/choices/0/message/tool_calls"))
                .hasSize(1);
        JsonNode nothing = json(render(calls(PARIS), request("'max_tokens':2")));
        assertThat(nothing.at("/choices/0/message").has("tool_calls")).isFalse();
        assertThat(nothing.at("/choices/0/message/content").textValue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "' three'|one two",
                "['five',' two']|one",
                "['','nowhere']|one two three four five",
                "'one'|``",
                "[7,null]|one two three four five"
            })
    void theFirstStopSequenceEndsTheText(String stop, String left) {
        JsonNode answer = json(render(COUNT, request("'stop':" + stop)));

        assertThat(content(answer)).isEqualTo(left);
        assertThat(finishReason(answer)).isEqualTo("stop");
    }

    @Test
    void aStopSequenceSplitsNoCharacter() {
        CannedCompletion accents = CannedCompletion.ofText("ae\u0301 \u0301end");

        assertThat(content(json(render(accents, request("'stop':'\u0301'"))))).isEqualTo("ae\u0301 \u0301end");
    }

    @Test
    void nothingFollowsAStopSequence() {
        CannedCompletion both = CannedCompletion.ofChoice(new CannedChoice("Look. Now", List.of(PARIS), null, null));
        JsonNode answer = json(render(both, request("'stop':'.'")));

        assertThat(answer.at("/choices/0/message").has("tool_calls")).isFalse();
        assertThat(finishReason(answer)).isEqualTo("stop");
    }

    @Test
    void aGivenFinishReasonLeavesTheTextAlone() {
        CannedCompletion given = CannedCompletion.ofChoice(
                new CannedChoice("one two three", List.of(), null, FinishReason.CONTENT_FILTER));
        JsonNode answer = json(render(given, request("'max_tokens':1,'stop':'two'")));

        assertThat(content(answer)).isEqualTo("one two three");
        assertThat(finishReason(answer)).isEqualTo("content_filter");
    }

    private static String content(JsonNode answer) {
        return answer.at("/choices/0/message/content").asText();
    }

    private static String finishReason(JsonNode answer) {
        return answer.at("/choices/0/finish_reason").asText();
    }

    private static int completionTokens(JsonNode answer) {
        return answer.at("/usage/completion_tokens").asInt();
    }
}
