package dev.cannery.response;

import static dev.cannery.response.Answers.PARIS;
import static dev.cannery.response.Answers.ROME;
import static dev.cannery.response.Answers.calls;
import static dev.cannery.response.Answers.paced;
import static dev.cannery.response.Answers.refusal;
import static dev.cannery.response.Answers.render;
import static dev.cannery.response.Answers.request;

import dev.cannery.GoldenFile;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.style.AnswerStyle;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.Pacing;
import dev.cannery.profile.ProfileReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenAnswersTest {
    private static final CannedCompletion HELLO = CannedCompletion.ofText("Hi! How can I help?");
    private static final String STREAM = "'stream':true";
    private static final String STREAM_WITH_USAGE = "'stream':true,'stream_options':{'include_usage':true}";

    /** A family, a flag, a skin tone, accents in pieces, Devanagari, CRLF, and JSON's own escapes. */
    private static final String UNICODE = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66"
            + " \uD83C\uDDE9\uD83C\uDDEA\uD83D\uDC4D\uD83C\uDFFD cafe\u0301 \u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD"
            + " \u4F60\u597D\r\n\"\\\t\u2028 </p>";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answersAreTheseBytes(String file, String members, CannedResponse response) {
        GoldenFile.of("answers/" + file).assertHolds(Answers.bytes(render(response, request(members))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"azure.json", "azure.sse"})
    void azureTellsWhatItsFilterFound(String file) {
        AnswerStyle azure = ProfileReader.read("azure").style();
        RenderedResponse response =
                new ResponseRenderer().render(HELLO, request(file.endsWith("sse") ? STREAM : ""), "says hello", azure);

        GoldenFile.of("answers/" + file).assertHolds(Answers.bytes(response));
    }

    static Stream<Arguments> answersAreTheseBytes() {
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
                Arguments.of("length.json", "'max_tokens':3", HELLO),
                Arguments.of("length.sse", STREAM_WITH_USAGE + ",'max_tokens':3", HELLO),
                Arguments.of("stop.json", "'stop':['!']", HELLO),
                Arguments.of("call.json", "", calls(PARIS)),
                Arguments.of("call.sse", STREAM, calls(PARIS)),
                Arguments.of("calls.json", "", calls(PARIS, ROME)),
                Arguments.of("calls.sse", STREAM, calls(PARIS, ROME)),
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
    void errorsAreTheseBytes(String file, CannedError error) {
        RenderedResponse response = render(error, request(""));
        StringBuilder head =
                new StringBuilder("HTTP ").append(response.status()).append('\n');
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append('\n'));

        GoldenFile.of("errors/" + file).assertHolds(head.append('\n') + Answers.text(response));
    }

    static Stream<Arguments> errorsAreTheseBytes() {
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
