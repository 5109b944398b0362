package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.ROME;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.paced;
import static dev.cannery.internal.response.Answers.refusal;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;

import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenAnswersTest {
    private static final CannedCompletion HELLO = CannedCompletion.ofText("Hi! How can I help?");
    private static final String STREAM = "'stream':true";
    private static final String NAMED_CALL = "'tool_choice':{'type':'function','function':{'name':'get_weather'}}";
    private static final String STREAM_WITH_USAGE = "'stream':true,'stream_options':{'include_usage':true}";

    /** A family, a flag, a skin tone, combining accents, Devanagari, CRLF, and JSON's own escapes. */
    private static final String UNICODE = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66"
            + " \uD83C\uDDE9\uD83C\uDDEA\uD83D\uDC4D\uD83C\uDFFD cafe\u0301 \u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD"
            + " \u4F60\u597D\r\n\"\\\t\u2028 </p>";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenBytes(String file, String members, CannedResponse response) {
        GoldenFile.of("answers/" + file).assertHolds(Answers.bytes(render(response, request(members))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"azure.json", "azure.sse"})
    void azureReportsItsFilterResults(String file) {
        AnswerStyle azure = ProfileReader.read("azure").style();
        RenderedResponse response =
                new ResponseRenderer().render(HELLO, request(file.endsWith("sse") ? STREAM : ""), "says hello", azure);

        GoldenFile.of("answers/" + file).assertHolds(Answers.bytes(response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-3.5-turbo", "gpt-4", "gpt-4.1-nano", "gpt-5-mini", "gpt-5.6-sol", "gpt-audio"})
    void eachModelGenerationHasItsOwnResponseForm(String model) {
        GoldenFile.of("answers/" + model + ".json")
                .assertHolds(Answers.bytes(render(HELLO, Answers.requestTo(model, "'temperature':1"))));
        GoldenFile.of("answers/" + model + ".sse")
                .assertHolds(Answers.bytes(render(HELLO, Answers.requestTo(model, STREAM_WITH_USAGE))));
    }

    static Stream<Arguments> rendersTheGoldenBytes() {
        return Stream.of(
                Arguments.of("text.json", "", HELLO),
                Arguments.of("text.sse", STREAM, HELLO),
                Arguments.of("text-usage.sse", STREAM_WITH_USAGE, HELLO),
                Arguments.of("text-twice.sse", STREAM + ",'n':2", CannedCompletion.ofText("Hi!")),
                Arguments.of("logprobs.json", "'logprobs':true,'top_logprobs':2", CannedCompletion.ofText("Hi!")),
                Arguments.of("logprobs.sse", STREAM + ",'logprobs':true", CannedCompletion.ofText("Hi!")),
                Arguments.of(
                        "obfuscation.sse",
                        "'stream':true,'stream_options':{'include_usage':true,'include_obfuscation':true}",
                        HELLO),
                Arguments.of(
                        "no-obfuscation.sse", "'stream':true,'stream_options':{'include_obfuscation':false}", HELLO),
                Arguments.of("length.json", "'max_tokens':3", HELLO),
                Arguments.of("length.sse", STREAM_WITH_USAGE + ",'max_tokens':3", HELLO),
                Arguments.of("length-of-call.json", "'max_completion_tokens':30", calls(PARIS, ROME)),
                Arguments.of("stop.json", "'stop':['!']", HELLO),
                Arguments.of("stop.sse", STREAM_WITH_USAGE + ",'stop':['how','help']", HELLO),
                Arguments.of("service-tier.json", "'service_tier':'fast'", HELLO),
                Arguments.of("call.json", "", calls(PARIS)),
                Arguments.of("call.sse", STREAM, calls(PARIS)),
                Arguments.of("named-call.json", NAMED_CALL, calls(PARIS)),
                Arguments.of("named-call.sse", STREAM + "," + NAMED_CALL, calls(PARIS)),
                Arguments.of("calls.json", "", calls(PARIS, ROME)),
                Arguments.of("calls.sse", STREAM, calls(PARIS, ROME)),
                Arguments.of("calls-usage.sse", STREAM_WITH_USAGE, calls(PARIS, ROME)),
                Arguments.of("text-and-call.sse", STREAM, textAndCall()),
                Arguments.of("words.sse", STREAM, paced(HELLO, by(new Pacing.Cut.ByWord()))),
                Arguments.of("unicode.json", "", CannedCompletion.ofText(UNICODE)),
                Arguments.of("unicode-tokens.sse", STREAM, CannedCompletion.ofText(UNICODE)),
                Arguments.of(
                        "unicode-characters.sse",
                        STREAM,
                        paced(CannedCompletion.ofText(UNICODE), by(new Pacing.Cut.BySize(1)))),
                Arguments.of("refusal.json", "", refusal("I can't assist with that.")),
                Arguments.of("refusal.sse", STREAM_WITH_USAGE, refusal("I can't assist with that.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenBytesOfErrors(String file, CannedError error) {
        GoldenFile.of("errors/" + file).assertHolds(http(render(error, request(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "atoma"})
    void namedErrorsUseTheWordingOfTheProvider(String provider) {
        AnswerStyle style = ProfileReader.read(provider).style();
        StringBuilder all = new StringBuilder();
        for (String name : style.errors().names()) {
            ApiError error = style.errors().named(name).orElseThrow().error();
            Duration retryAfter = error.status() == 429 ? Duration.ofMillis(1200) : null;
            CannedError canned =
                    new CannedError(name, error, retryAfter, new Delay(Duration.ZERO, Duration.ZERO), Map.of());
            all.append("--- ").append(name).append('\n');
            all.append(http(new ResponseRenderer().render(canned, request(""), "says hello", style)))
                    .append('\n');
        }

        GoldenFile.of("errors/" + provider + ".http").assertHolds(all.toString());
    }

    private static String http(RenderedResponse response) {
        StringBuilder head =
                new StringBuilder("HTTP ").append(response.status()).append('\n');
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append('\n'));
        return head.append('\n') + Answers.text(response);
    }

    static Stream<Arguments> rendersTheGoldenBytesOfErrors() {
        return Stream.of(
                Arguments.of(
                        "400.http", error(ApiError.invalidRequest("invalid_type", "n", "Invalid type for 'n'."), null)),
                Arguments.of("401.http", error(keyError(), null)),
                Arguments.of(
                        "429.http",
                        error(
                                new ApiError(429, "requests", "rate_limit_exceeded", null, "Rate limit reached."),
                                Duration.ofMillis(1200))));
    }

    private static ApiError keyError() {
        return new ApiError(401, "invalid_request_error", "invalid_api_key", null, "Incorrect API key \"provided\".");
    }

    private static CannedError error(ApiError error, @Nullable Duration retryAfter) {
        return new CannedError(error, retryAfter, Duration.ZERO);
    }

    private static CannedCompletion textAndCall() {
        return CannedCompletion.ofChoice(new CannedChoice("Let me look.", List.of(PARIS), null, null));
    }

    private static Pacing by(Pacing.Cut cut) {
        return new Pacing(cut, Duration.ZERO, Duration.ZERO);
    }
}
