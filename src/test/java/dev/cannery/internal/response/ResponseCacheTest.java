package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import java.util.List;
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

    static Stream<CannedCompletion> answers() {
        return Stream.of(
                CannedCompletion.ofText("Hi there, \"friend\"! \u00e9\ud83d\ude80"),
                calls(PARIS),
                CannedCompletion.ofText(" "));
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
}
