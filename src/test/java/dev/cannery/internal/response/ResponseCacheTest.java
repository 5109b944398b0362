package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.profile.ProfileReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cached response equals one that is written again, whatever the request asks for. */
class ResponseCacheTest {
    private static final List<String> FIELDS = List.of(
            "",
            "'n':2",
            "'temperature':0",
            "'model':'o3'",
            "'max_completion_tokens':1",
            "'logprobs':true",
            "'service_tier':'flex'",
            "'stream':true",
            "'stream':true,'n':3",
            "'stream':true,'stop':'i'",
            "'stream':true,'stream_options':{'include_usage':true}",
            "'stream':true,'stream_options':{'include_obfuscation':true}");

    private static final List<String> FIELDS_OF_RESPONSES = List.of(
            "'temperature':0",
            "'model':'o3'",
            "'model':'gpt-5.4','reasoning':{'effort':'low','summary':'auto'}",
            "'include':['reasoning.encrypted_content'],'model':'o3'",
            "'include':['message.output_text.logprobs']",
            "'instructions':'Be\\u0001 brief','metadata':{'a':'1'}",
            "'max_output_tokens':16",
            "'service_tier':'flex'",
            "'tools':[{'type':'function','name':'get_weather','parameters':{'type':'object','properties':{}}}]",
            "'model':'o3','input':[{'type':'function_call_output','call_id':'c','output':'o'}]");

    private static final List<String> STREAMED =
            List.of("'stream':false", "'stream':true", "'stream':true,'stream_options':{'include_obfuscation':false}");

    static Stream<CannedCompletion> answers() {
        return Stream.of(
                CannedCompletion.ofText("Hi there, \"friend\"! \u00e9\ud83d\ude80"),
                calls(PARIS),
                CannedCompletion.ofText(" "));
    }

    private static final AnswerStyle OPENAI_RESPONSES = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style();

    private static ChatRequest requestToResponses(String fields, String streamed) {
        String model = fields.contains("'model'") ? "" : "'model':'gpt-4o-mini',";
        String input = fields.contains("'input'") ? "" : "'input':'Hello',";
        String json = "{" + model + input + fields + "," + streamed + "}";
        return ChatRequest.parse("/v1/responses", Map.of(), json.replace('\'', '"'), Map.of())
                .orElseThrow();
    }

    private static byte[] anew(CannedCompletion answer, ChatRequest request, String seed) {
        ResponseRenderer unused = new ResponseRenderer();
        return request.wantsStream()
                ? Answers.bytes(unused.render(answer, request, seed, Answers.OPENAI))
                : unused.wholeBody(answer, request, seed, Answers.OPENAI);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aCachedResponseEqualsAFreshlyWrittenOne(CannedCompletion answer) {
        ResponseRenderer used = new ResponseRenderer();
        for (int round = 0; round < 3; round++) {
            for (String fields : FIELDS) {
                ChatRequest request = request(fields);
                RenderedResponse again = used.render(answer, request, "seed " + round, Answers.OPENAI);

                assertThat(Answers.bytes(again)).as(fields).isEqualTo(anew(answer, request, "seed " + round));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theSameHoldsForResponses(CannedCompletion answer) {
        ResponseRenderer used = new ResponseRenderer();
        for (int round = 0; round < 3; round++) {
            for (String fields : FIELDS_OF_RESPONSES) {
                for (String streamed : STREAMED) {
                    ChatRequest request = requestToResponses(fields, streamed);
                    RenderedResponse again = used.render(answer, request, "seed " + round, OPENAI_RESPONSES);

                    assertThat(Answers.bytes(again))
                            .as(fields + " " + streamed)
                            .isEqualTo(Answers.bytes(
                                    new ResponseRenderer().render(answer, request, "seed " + round, OPENAI_RESPONSES)));
                }
            }
        }
    }
}
