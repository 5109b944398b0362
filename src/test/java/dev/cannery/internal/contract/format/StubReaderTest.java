package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StubReaderTest {
    private static final String START =
            "{\"id\": \"a\", \"object\": \"chat.completion\", \"created\": 1, \"model\": \"m\", ";

    @TempDir
    Path folder;

    @Test
    void aRecordedCompletionIsTheAnswerThatAContractCouldHaveWritten() {
        assertThat(asWritten(fixture("whole")))
                .isEqualTo(new CannedCompletion(
                        List.of(new CannedChoice("Hello!", List.of(), null, FinishReason.STOP)),
                        new CannedUsage(9, 3, 1, 4),
                        new CannedCompletion.Identity(
                                "chatcmpl-1", 1_747_148_049L, "gpt-4o-mini-2024-07-18", "fp_1", "default"),
                        Duration.ofMillis(20),
                        Pacing.UNPACED));
    }

    @Test
    void aTranscriptIsJoinedIntoOneAnswer() {
        CannedToolCall call = new CannedToolCall("call_1", "multiply", "{\"a\":2}");
        Duration pause = Duration.ofMillis(5);

        assertThat(asWritten(fixture("streamed")))
                .isEqualTo(new CannedCompletion(
                        List.of(new CannedChoice(null, List.of(call), null, FinishReason.TOOL_CALLS)),
                        new CannedUsage(5, 2, 0, 0),
                        new CannedCompletion.Identity(
                                "chatcmpl-2", 1_747_148_049L, "gpt-4o-mini-2024-07-18", null, "default"),
                        Duration.ZERO,
                        new Pacing(new Pacing.Cut.ByToken(), pause, pause)));
    }

    @Test
    void aTranscriptWithMarksOfTimeKeepsItsPiecesAndItsTimes() throws IOException {
        String head =
                "data: " + START.replace("completion", "completion.chunk") + "\"choices\": [{\"index\": 0, \"delta\": ";
        stub(
                "s.sse",
                ": +400ms\n" + head + "{\"role\": \"assistant\", \"content\": \"\"}}]}\n\n"
                        + ": +30ms\n" + head + "{\"content\": \"Hel\"}}]}\n\n"
                        + ": +20ms\n: +5ms\n" + head + "{\"content\": \"lo\"}}]}\n\n"
                        + ": +1ms\n" + head + "{}, \"finish_reason\": \"stop\"}]}\n\n"
                        + "data: [DONE]\n\n");
        Path contract = Files.writeString(
                Files.createDirectories(folder.resolve("contracts")).resolve("c.yaml"),
                "interactions:\n  - {name: a, response: {stub: s.sse}}\n");

        CannedCompletion answer = (CannedCompletion) ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
        assertThat(answer.choices().get(0).content()).isEqualTo("Hello");
        assertThat(gaps(answer)).containsExactly(400L, 30L, 25L, 1L, 0L);
        assertThat(sent(answer)).doesNotContain(": +").startsWith("data: {").endsWith("data: [DONE]\n\n");
    }

    @Test
    void aMarkThatIsNoTimeIsAnError() throws IOException {
        stub("s.json", "data: " + START + "\"choices\": []}\n: +soon\n\ndata: [DONE]\n");

        assertThatIsRefused(
                "stubs/s.json:2:1: a time mark must be written like ': +120ms', at most a day, was ': +soon'"
                        + " (stub referenced at CONTRACT:2:32)");
    }

    @Test
    void anErrorTakesItsStatusFromTheCatalogue() {
        CannedError refused = (CannedError) fixture("refused");

        assertThat(refused.error()).isEqualTo(new ApiError(429, "requests", "rate_limit_exceeded", null, "Too fast."));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(refused.body()).startsWith("{\"error\": {\"message\": \"Too fast.\"");
    }

    @Test
    void ofSeveralTextsEachKeepsItsPiecesAndItsTimes() throws IOException {
        stub(
                "s.json",
                ": +400ms\n" + delta(0, "{'role': 'assistant', 'content': ''}")
                        + ": +10ms\n" + delta(0, "{'content': 'Let me '}")
                        + delta(0, "{'content': 'look.'}")
                        + ": +50ms\n"
                        + delta(
                                0,
                                "{'tool_calls': [{'index': 0, 'id': 'c', 'type': 'function', 'function':"
                                        + " {'name': 'f', 'arguments': ''}}]}")
                        + ": +5ms\n" + delta(0, "{'tool_calls': [{'index': 0, 'function': {'arguments': '{}'}}]}")
                        + ": +7ms\n" + delta(0, "{}, 'finish_reason': 'tool_calls'")
                        + "data: [DONE]\n");

        CannedCompletion answer = (CannedCompletion) answer();
        assertThat(answer.choices().get(0).message().texts()).containsExactly("Let me look.", "{}");
        assertThat(gaps(answer)).containsExactly(400L, 10L, 0L, 50L, 5L, 7L, 0L);
    }

    @Test
    void choicesThatGrowSideBySideKeepTheirPiecesAndTheTimesOfTheLast() throws IOException {
        stub(
                "s.json",
                delta(0, "{'role': 'assistant', 'content': ''}")
                        + ": +10ms\n" + delta(1, "{'role': 'assistant', 'content': ''}")
                        + ": +10ms\n" + delta(0, "{'content': 'One'}")
                        + ": +10ms\n" + delta(1, "{'content': 'Two'}")
                        + delta(0, "{}, 'finish_reason': 'stop'")
                        + ": +20ms\n" + delta(1, "{'content': ' more'}")
                        + delta(1, "{}, 'finish_reason': 'stop'")
                        + "data: [DONE]\n");

        CannedCompletion answer = (CannedCompletion) answer();
        assertThat(answer.choices().stream().map(CannedChoice::content)).containsExactly("One", "Two more");
        assertThat(gaps(answer)).containsExactly(0L, 10L, 10L, 10L, 0L, 20L, 0L, 0L);
    }

    @Test
    void allThatAChoiceCanHoldIsRead() throws IOException {
        stub(
                "s.json",
                START
                        + json(
                                "'choices': [{'index': 0, 'message': {"
                                        + "'role': 'assistant', 'content': 'See a.', 'reasoning_content': 'Hm.',"
                                        + "'annotations': [{'type': 'url_citation'}], 'tool_calls': [{'id': 'c', 'type': 'custom',"
                                        + "'custom': {'name': 'grep', 'input': 'x'}}], 'audio': {'id': 'a', 'data': 'QQ==', 'expires_at': 9,"
                                        + "'transcript': 'See a.'}}, 'logprobs': {'content': [{'token': 'See', 'logprob': -1}], 'refusal': null},"
                                        + "'finish_reason': 'tool_calls'}, {'index': 1, 'message': {'content': null,"
                                        + "'function_call': {'name': 'f', 'arguments': '{}'}}, 'finish_reason': 'function_call'}]}"));

        CannedCompletion answer = (CannedCompletion) answer();
        CannedMessage message = answer.choices().get(0).message();
        assertThat(message.reasoning()).isEqualTo("Hm.");
        assertThat(message.annotations()).hasSize(1);
        assertThat(message.toolCalls())
                .containsExactly(new CannedToolCall(CannedToolCall.Kind.CUSTOM, "c", "grep", "x"));
        assertThat(message.audio()).isEqualTo(new CannedMessage.Audio("a", "QQ==", 9L, "See a."));
        assertThat(answer.choices().get(0).logprobs())
                .hasToString(json("{'content':[{'token':'See','logprob':-1}],'refusal':null}"));
        assertThat(answer.choices().get(1).message().functionCall()).isEqualTo(new CannedToolCall(null, "f", "{}"));
    }

    private static String delta(int index, String delta) {
        return "data: " + START.replace("completion", "completion.chunk")
                + json("'choices': [{'index': " + index + ", 'delta': " + delta + "}]}") + "\n\n";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void whatACannedAnswerCannotHoldIsServedAllTheSame() throws IOException {
        String recorded = START + "'choices': [{'index': 0, 'message': {'content': 'a'}, 'finish_reason': 'eos',"
                + " 'logprobs': {'tokens': ['a']}}], 'x_groq': {'id': 'r'}}";
        stub("s.json", json(recorded));

        CannedCompletion answer = (CannedCompletion) answer();

        assertThat(recordedOf(answer).json()).isEqualTo(json(recorded));
        assertThat(answer.choices().get(0).finishReason()).isNull();
    }

    @Test
    void aPieceWithAnEmptyIdOrARepeatedNameSaysNothingNew() throws IOException {
        stub(
                "s.json",
                delta(
                                0,
                                "{'tool_calls': [{'index': 0, 'id': 'call_77', 'type': 'function', 'function':"
                                        + " {'name': 'f', 'arguments': ''}}]}")
                        + delta(
                                0,
                                "{'tool_calls': [{'index': 0, 'id': '', 'type': 'function', 'function':"
                                        + " {'name': 'f', 'arguments': '{}'}}]}")
                        + "data: [DONE]\n\n");

        assertThat(((CannedCompletion) answer()).choices().get(0).toolCalls())
                .containsExactly(new CannedToolCall("call_77", "f", "{}"));
    }

    @Test
    void anErrorWhoseStatusNothingTellsNeedsOne() throws IOException {
        stub("s.json", "{'detail': 'Not authorized'}".replace('\'', '"'));

        assertThatIsRefused("CONTRACT:2:25 interactions[0].response: the stub is an error without a status."
                + " Write 'status' next to 'stub', such as 429");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'base_resp': {'status_code': 2013, 'status_msg': 'invalid params'}}",
                "{'id': '1', 'choices': null, 'base_resp': {'status_code': 2013, 'status_msg': 'invalid params'}}",
                "{'error_code': '2013', 'message': 'invalid params'}"
            })
    void anErrorInAnyProvidersFormIsServedWithTheStatusNextToIt(String body) throws IOException {
        stub("s.json", body.replace('\'', '"'));

        CannedError refused = (CannedError) answerWith(", status: 404");
        assertThat(refused.error())
                .isEqualTo(new ApiError(404, "invalid_request_error", "2013", null, "invalid params"));
        assertThat(refused.body()).isEqualTo(body.replace('\'', '"'));
    }

    @Test
    void anOutcomeOfSuccessIsNoError() throws IOException {
        stub("s.json", START + "\"choices\": [], \"base_resp\": {\"status_code\": 0, \"status_msg\": \"\"}}");

        assertThatIsRefused("stubs/s.json:1:1: a stub needs non-empty 'choices' or an 'error' (stub referenced at"
                + " CONTRACT:2:32)");
    }

    private static RecordedAnswer recordedOf(CannedCompletion answer) {
        return Objects.requireNonNull(answer.recorded());
    }

    /** The same without what was recorded, as a contract writes it. */
    private static CannedCompletion asWritten(CannedResponse response) {
        CannedCompletion answer = (CannedCompletion) response;
        assertThat(answer.recorded()).isNotNull();
        return new CannedCompletion(
                answer.choices(),
                answer.usage(),
                answer.identity(),
                answer.delay(),
                answer.pacing(),
                answer.head(),
                answer.fault());
    }

    private static List<Long> gaps(CannedCompletion answer) {
        return recordedOf(answer).parts().stream()
                .map(part -> part.gap().toMillis())
                .toList();
    }

    private static String sent(CannedCompletion answer) {
        return recordedOf(answer).parts().stream()
                .map(RecordedAnswer.Part::text)
                .collect(Collectors.joining());
    }

    @Test
    void aStubWithoutChoicesIsAnError() throws IOException {
        stub("s.json", START + "\"choices\": []}");

        assertThatIsRefused("stubs/s.json:1:1: a stub needs non-empty 'choices' or an 'error' (stub referenced at"
                + " CONTRACT:2:32)");
    }

    @Test
    void anAnswerOfAnotherApiIsAnError() throws IOException {
        stub("s.json", "{\"object\": \"embedding\", \"choices\": [{\"index\": 0, \"message\": {\"content\": \"a\"}}]}");

        assertThatIsRefused(
                "stubs/s.json:1:1: a stub's 'object' must be chat.completion, chat.completion.chunk or response, unless it is an error (stub"
                        + " referenced at CONTRACT:2:32)");
    }

    @Test
    void aTranscriptWithoutAnEndIsServedWithoutOne() throws IOException {
        String recorded = delta(0, "{'content': 'Hi'}, 'finish_reason': 'stop'");
        stub("s.json", recorded);

        assertThat(sent((CannedCompletion) answer())).isEqualTo(recorded);
    }

    @Test
    void aTranscriptOfAnErrorIsAnAnswer() throws IOException {
        stub("s.json", "event: error\ndata: {\"error\":{\"message\":\"Too fast.\",\"code\":429}}\n\n");

        assertThat(recordedOf((CannedCompletion) answer()).isError()).isTrue();
    }

    @Test
    void aTranscriptsFaultIsFoundInItsLine() throws IOException {
        stub("s.json", "data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}\n\ndata: {\"choices\":[}\n\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageContaining("stubs/s.json:3:")
                .hasMessageContaining("not valid JSON");
    }

    @Test
    void aMissingStubIsAnErrorOfTheContract() throws IOException {
        stub("other.json", "{}");

        assertThatIsRefused(
                "CONTRACT:2:32 interactions[0].response.stub: there is no file 's.json' in the folder 'stubs'");
    }

    @Test
    void aTextThatIsNoJsonIsAnError() throws IOException {
        stub("s.json", "Hello!");

        assertThatThrownBy(this::read)
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageContaining("stubs/s.json:1:")
                .hasMessageContaining("not valid JSON");
    }

    private void stub(String name, String text) throws IOException {
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(stubs.resolve(name), text);
    }

    private void assertThatIsRefused(String sentence) {
        Path contract = folder.resolve("contracts").resolve("a.yaml");
        assertThatThrownBy(this::read)
                .isInstanceOf(SourceProblemsException.class)
                .hasMessage(sentence.replace("CONTRACT", contract.toString().replace('\\', '/')));
    }

    private void read() throws IOException {
        answer();
    }

    private CannedResponse answer() throws IOException {
        return answerWith("");
    }

    /** Reads the response that refers to the stub, with other keys next to it. */
    private CannedResponse answerWith(String more) throws IOException {
        Path contract = Files.createDirectories(folder.resolve("contracts")).resolve("a.yaml");
        Files.writeString(contract, "interactions:\n  - {name: a, response: {stub: s.json" + more + "}}\n");
        return ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }

    private static CannedResponse fixture(String name) {
        return ContractFixtures.interaction("stubs.yaml", name)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }
}
