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
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Pacing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRendererTest {
    private static final CannedCompletion HELLO = CannedCompletion.ofText("Hi!");
    private static final String NAMED = "'tool_choice':{'type':'function','function':{'name':'get_weather'}}";

    @Test
    void theSameRequestGetsTheSameBytesFromAnotherRenderer() {
        RenderedResponse again =
                new ResponseRenderer().render(calls(PARIS), request("'n':2"), "says hello", Answers.OPENAI);

        assertThat(Answers.bytes(again)).isEqualTo(Answers.bytes(render(calls(PARIS), request("'n':2"))));
        assertThat(again.headers())
                .isEqualTo(render(calls(PARIS), request("'n':2")).headers());
    }

    @Test
    void idsHaveTheFormatOfTheLiveApi() {
        RenderedResponse response = render(calls(PARIS), request(""));

        assertThat(json(response).path("id").asText()).matches("chatcmpl-[A-Za-z0-9]{29}");
        assertThat(json(response).path("system_fingerprint").asText()).matches("fp_[0-9a-f]{10}");
        assertThat(json(response).at("/choices/0/message/tool_calls/0/id").asText())
                .matches("call_[A-Za-z0-9]{24}");
        assertThat(response.headers().get("x-request-id")).matches("req_[0-9a-f]{32}");
    }

    @Test
    void usageIsReportedByItsOwnCounter() {
        ResponseRenderer estimating = ResponseRenderer.reporting(new TokenCounter(), TokenCounter.estimating());
        CannedCompletion answer = CannedCompletion.ofText("abcdefghi");

        // the tokens that the model adds around a text are not estimated
        int around =
                json(render(HELLO, request(""))).at("/usage/completion_tokens").asInt()
                        - new TokenCounter().tokens("", "Hi!");
        assertThat(json(estimating.render(answer, request(""), "a", Answers.OPENAI))
                        .at("/usage/completion_tokens")
                        .asInt())
                .isEqualTo(3 + around);
    }

    @Test
    void anotherRequestOrSeedGetsAnotherId() {
        String id = id(render(HELLO, request("")));

        assertThat(id(render(HELLO, request("'temperature':0")))).isNotEqualTo(id);
        assertThat(id(new ResponseRenderer().render(HELLO, request(""), "another", Answers.OPENAI)))
                .isNotEqualTo(id);
    }

    @Test
    void everyCallOfEveryChoiceHasItsOwnId() {
        JsonNode answer = json(render(calls(PARIS, ROME), request("'n':3")));

        assertThat(answer.findValuesAsText("id").stream().distinct()).hasSize(1 + 6);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o-2024-08-06",
        "gpt-3.5-turbo, gpt-3.5-turbo-0125",
        "gpt-5-mini, gpt-5-mini-2025-08-07",
        "gpt-4o-2024-05-13, gpt-4o-2024-05-13",
        "llama3.1:8b, llama3.1:8b"
    })
    void aModelAliasIsAnsweredByItsSnapshot(String asked, String answered) {
        JsonNode answer = json(render(HELLO, request("'model':'" + asked + "'")));

        assertThat(answer.path("model").asText()).isEqualTo(answered);
    }

    @ParameterizedTest
    @CsvSource({"auto, default", "fast, priority", "flex, flex", "surprise, default"})
    void theTierIsTheRequestedOne(String asked, String answered) {
        JsonNode answer = json(render(HELLO, request("'service_tier':'" + asked + "'")));

        assertThat(answer.path("service_tier").asText()).isEqualTo(answered);
    }

    @Test
    void givenValuesAreNeitherDerivedNorCounted() {
        CannedToolCall call = new CannedToolCall("call_1", "f", "{broken");
        CannedCompletion given = new CannedCompletion(
                List.of(new CannedChoice(null, List.of(call), null, FinishReason.LENGTH)),
                new CannedUsage(11, 64, 60, 5),
                new CannedCompletion.Identity("chatcmpl-1", 7L, "m", "fp_1", "scale"),
                Duration.ofMillis(20),
                Pacing.UNPACED);

        RenderedResponse response = render(given, request(""));

        JsonNode answer = json(response);
        assertThat(answer.toString())
                .startsWith("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",")
                .contains(
                        "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{broken\"}}")
                .endsWith(",\"service_tier\":\"scale\",\"system_fingerprint\":\"fp_1\"}");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(75);
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(5);
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(60);
        assertThat(response.delay().fixed()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void callsEndWithToolCallsUnlessTheFunctionWasNamed() {
        assertThat(finishReason(calls(PARIS), "")).isEqualTo("tool_calls");
        assertThat(finishReason(calls(PARIS), "'tool_choice':'required'")).isEqualTo("tool_calls");
        assertThat(finishReason(calls(PARIS), NAMED)).isEqualTo("stop");
        assertThat(finishReason(HELLO, NAMED)).isEqualTo("stop");
    }

    @Test
    void aLegacyCallEndsWithFunctionCallUnlessItWasNamed() {
        CannedCompletion legacy = CannedCompletion.ofChoice(
                new CannedChoice(new CannedMessage(null, List.of(), PARIS, null, null, List.of(), null), null));

        assertThat(finishReason(legacy, "")).isEqualTo("function_call");
        assertThat(finishReason(legacy, "'function_call':{'name':'get_weather'}"))
                .isEqualTo("stop");
        assertThat(completionTokens(legacy, "")).isEqualTo(7 + 2 + 5);
    }

    @Test
    void reasoningIsCountedInTheCompletionAndSeparately() {
        CannedCompletion thought = CannedCompletion.ofChoice(new CannedChoice(
                new CannedMessage("one two", List.of(), null, null, "one two three", List.of(), null), null));

        assertThat(completionTokens(thought, "")).isEqualTo(5);
        assertThat(json(render(thought, request("'n':2")))
                        .at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(6);
        JsonNode cut = json(render(thought, request("'max_completion_tokens':2")));
        assertThat(cut.at("/choices/0/message/content").textValue()).isEmpty();
        assertThat(cut.at("/choices/0/message/reasoning_content").asText()).isEqualTo("one two");
        assertThat(cut.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(cut.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(2);
    }

    @Test
    void callsAreCounted() {
        assertThat(completionTokens(calls(PARIS), "")).isEqualTo(7 + 2 + 5);
        assertThat(completionTokens(calls(PARIS, PARIS), "")).isEqualTo(2 * (7 + 2 + 5) + 16);
        assertThat(completionTokens(calls(PARIS), NAMED)).isEqualTo(5);
        assertThat(completionTokens(HELLO, "'n':3")).isEqualTo(3 * 2);
    }

    @Test
    void oneCannedChoiceServesEveryRequestedChoice() {
        assertThat(json(render(HELLO, request("'n':3"))).path("choices").findValuesAsText("index"))
                .containsExactly("0", "1", "2");
        assertThat(json(render(HELLO, request("'n':2000000000"))).path("choices"))
                .hasSize(128);
        assertThat(json(render(HELLO, request("'n':-4"))).path("choices")).hasSize(1);
    }

    @Test
    void allCannedChoicesAreSent() {
        CannedCompletion two = new CannedCompletion(
                List.of(text("one"), text("two")),
                null,
                CannedCompletion.Identity.DERIVED,
                Duration.ZERO,
                Pacing.UNPACED);

        assertThat(json(render(two, request(""))).findValuesAsText("content")).containsExactly("one", "two");
    }

    @Test
    void everyChunkHasTheSameId() {
        List<JsonNode> chunks = chunks(render(HELLO, request("'stream':true,'n':2")));

        assertThat(chunks.stream().map(chunk -> chunk.path("id").asText()).distinct())
                .hasSize(1);
        assertThat(chunks.get(0).path("object").asText()).isEqualTo("chat.completion.chunk");
    }

    @Test
    void headersMatchTheFormOfTheResponse() {
        assertThat(render(HELLO, request("")).headers())
                .containsEntry("content-type", "application/json")
                .containsOnlyKeys("content-type", "x-request-id");
        assertThat(render(HELLO, request("'stream':true")).headers())
                .containsEntry("content-type", "text/event-stream; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'model':null",
                "'model':{'a':1},'messages':7,'n':'x','service_tier':[],'tool_choice':[1],'stream_options':3",
                "'model':'half \\ud83d','stream':true,'stream_options':{'include_usage':true}",
                "'messages':[{'role':'user','content':'\\udc00'}]"
            })
    void oddRequestsAreAnsweredToo(String members) {
        CannedCompletion odd = CannedCompletion.ofText("half \uD83D");

        assertThat(Answers.text(render(odd, request(members)))).contains("chat.completion");
    }

    @Test
    void errorsFromOutsideAContractAreRenderedAlike() {
        ApiError miss = new ApiError(404, "no_matching_interaction", null, "temperature", "No interaction matched");

        RenderedResponse response =
                ResponseRenderer.renderError(miss, Answers.OPENAI).withHeader("x-should-retry", "false");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().keySet())
                .containsExactly("content-type", "vary", "x-request-id", "x-should-retry");
        assertThat(json(response)).isEqualTo(Answers.OPENAI.errorBody(miss));
    }

    private static CannedChoice text(@Nullable String content) {
        return new CannedChoice(content, List.of(), null, null);
    }

    private static String id(RenderedResponse response) {
        return json(response).path("id").asText();
    }

    private static String finishReason(CannedCompletion completion, String members) {
        return json(render(completion, request(members)))
                .at("/choices/0/finish_reason")
                .asText();
    }

    private static int completionTokens(CannedCompletion completion, String members) {
        return json(render(completion, request(members)))
                .at("/usage/completion_tokens")
                .asInt();
    }
}
