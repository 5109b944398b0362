package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.requestTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How dialects report an error where OpenAI reports none: in the middle of a stream, and in a response of status 200. */
class DialectErrorsTest {
    @Test
    void groqNamesTheEventOfAnError() throws IOException {
        String end = endOfBrokenStream("groq");

        assertThat(end).startsWith("event: error\ndata: {\"error\":{").endsWith("}}\n\n");
        JsonNode error = Json.parse(end.substring(end.indexOf('{'))).path("error");
        assertThat(error.path("code").asText()).isEqualTo("tool_use_failed");
        assertThat(error.path("failed_generation").isTextual()).isTrue();
        assertThat(error.path("status_code").asInt()).isEqualTo(400);
    }

    @Test
    void openRouterSendsTheErrorOfTheProviderBehindAndNothingElse() throws IOException {
        String end = endOfBrokenStream("openrouter");

        JsonNode body = Json.parse(end.substring("data: ".length()));
        assertThat(body.at("/error/code").asInt()).isEqualTo(502);
        assertThat(body.at("/error/metadata/provider_name").isTextual()).isTrue();
        assertThat(body.has("choices")).isFalse();
    }

    @Test
    void vllmEndsAStreamWithDoneAfterAnErrorToo() {
        assertThat(endOfBrokenStream("vllm")).startsWith("data: {\"error\":").endsWith("}}\n\ndata: [DONE]\n\n");
    }

    @Test
    void llamaCppHadAFieldOfItsOwnForAnErrorUntil2025() {
        assertThat(endOfBrokenStream("llama.cpp@2025-10-01")).startsWith("error: {\"error\":");
        assertThat(endOfBrokenStream("llama.cpp")).startsWith("data: {\"error\":");
    }

    @Test
    void theLinesOfAnErrorEndLikeThoseOfTheStream() {
        assertThat(endOfBrokenStream("perplexity")).endsWith("}}\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "openrouter, upstream_error_in_ok, /error/code, 502",
        "minimax, insufficient_balance, /base_resp/status_code, 1008",
        "minimax, invalid_api_key, /base_resp/status_code, 1004",
        "minimax, rate_limit_exceeded, /base_resp/status_code, 1002"
    })
    void aContractNamesAnErrorInsideAResponseOfStatus200(String dialect, String name, String place, int code)
            throws IOException {
        AnswerStyle style = ProfileReader.read(dialect).style();
        RenderedResponse response = Answers.render(named(name, style), requestTo("a-model", ""), style);

        assertThat(response.status()).isEqualTo(200);
        JsonNode body = Json.parse(text(response));
        assertThat(body.at(place).asInt()).isEqualTo(code);
        assertThat(body.has("choices")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_TOOL", "MISSPELT_TOOL", "WRONG_ARGUMENTS", "BROKEN_ARGUMENTS", "FENCED_ARGUMENTS"})
    void groqRefusesACallThatItsModelGetsWrong(Misbehaviour word) throws IOException {
        RenderedResponse whole = misbehaved("groq", word, false);
        assertThat(whole.status()).isEqualTo(400);
        assertThat(Json.parse(text(whole)).at("/error/code").asText()).isEqualTo("tool_use_failed");
        assertThat(Json.parse(text(whole)).at("/error/failed_generation").isTextual())
                .isTrue();

        RenderedResponse streamed = misbehaved("groq", word, true);
        assertThat(streamed.status()).isEqualTo(200);
        assertThat(text(streamed))
                .startsWith("data: {\"id\":")
                .contains("\n\nevent: error\ndata: {\"error\":{")
                .doesNotContain("tool_calls", "[DONE]");
    }

    @ParameterizedTest
    @CsvSource({"groq, EMPTY_ARGUMENTS", "groq, STOP_WITH_CALLS", "openai, UNKNOWN_TOOL", "deepseek, BROKEN_ARGUMENTS"})
    void otherMistakesAndThoseOfOtherDialectsArePassedOn(String dialect, Misbehaviour word) throws IOException {
        RenderedResponse whole = misbehaved(dialect, word, false);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(Json.parse(text(whole)).at("/choices/0/message/tool_calls")).hasSize(1);
    }

    private static RenderedResponse misbehaved(String dialect, Misbehaviour word, boolean isStreamed) {
        MisbehavedResponse response = new ResponseRenderer()
                .misbehave(
                        Answers.calls(Answers.PARIS),
                        List.of(word),
                        0,
                        requestTo(
                                "a-model",
                                "'stream':" + isStreamed
                                        + ",'tools':[{'type':'function','function':{'name':'get_weather','parameters':"
                                        + "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}}}]"),
                        "says hello",
                        ProfileReader.read(dialect).style());
        assertThat(response.applied()).containsExactly(word);
        return response.response();
    }

    @Test
    void theErrorsOfAStreamAndOfAWrongCallMustBeOnesOfTheProfile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "{profile: mine, extends: groq, stream_error: tool_use_faild, wrong_call_error: tool_used_failed}");

        assertThatThrownBy(() -> ProfileReader.read(file))
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageContaining("'tool_use_faild'. Did you mean 'tool_use_failed'?")
                .hasMessageContaining("'tool_used_failed'. Did you mean 'tool_use_failed'?");
    }

    private static CannedError named(String name, AnswerStyle style) {
        return new CannedError(name, style.errors().named(name).orElseThrow().error(), null, Delay.NONE, Map.of());
    }

    private static String endOfBrokenStream(String dialect) {
        AnswerStyle style = ProfileReader.find(dialect).style();
        RenderedResponse valid =
                Answers.render(CannedCompletion.ofText("On the rock."), requestTo("a-model", "'stream':true"), style);
        RenderedResponse broken =
                valid.withFault(new CannedFault.Break(BreakKind.ERROR_EVENT, 1, Duration.ZERO), style);
        int sent = Answers.frames(valid).get(0).size();
        return text(broken).substring(sent);
    }

    private static String text(RenderedResponse response) {
        return new String(Answers.bytes(response), StandardCharsets.UTF_8);
    }
}
