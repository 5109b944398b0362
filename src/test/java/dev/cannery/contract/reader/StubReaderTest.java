package dev.cannery.contract.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.FinishReason;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedMessage;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedUsage;
import dev.cannery.contract.ContractFixtures;
import dev.cannery.contract.Pacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubReaderTest {
    private static final String START =
            "{\"id\": \"a\", \"object\": \"chat.completion\", \"created\": 1, \"model\": \"m\", ";

    @TempDir
    Path folder;

    @Test
    void aRecordedCompletionIsTheAnswerThatAContractCouldHaveWritten() {
        assertThat(fixture("whole"))
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

        assertThat(fixture("streamed"))
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
        assertThat(answer.pacing().cut()).isEqualTo(new Pacing.Cut.ByPieces(List.of("Hel", "lo")));
        assertThat(answer.pacing().gaps().stream().map(Duration::toMillis)).containsExactly(400L, 30L, 25L, 1L);
    }

    @Test
    void aMarkThatIsNoTimeIsAnError() throws IOException {
        stub("s.json", "data: " + START + "\"choices\": []}\n: +soon\ndata: [DONE]\n");

        assertThatIsRefused("stubs/s.json:2:1: a mark of time is written ': +120ms', of a day at most, was ': +soon'"
                + " (a stub of CONTRACT:2:32)");
    }

    @Test
    void anErrorTakesItsStatusFromTheCatalogue() {
        assertThat(fixture("refused"))
                .isEqualTo(new CannedError(
                        new ApiError(429, "requests", "rate_limit_exceeded", null, "Too fast."),
                        Duration.ofSeconds(2),
                        Duration.ZERO));
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

        Pacing pacing = ((CannedCompletion) answer()).pacing();
        assertThat(pacing.cut()).isEqualTo(new Pacing.Cut.ByPieces(List.of("Let me ", "look.", "{}")));
        assertThat(pacing.gaps().stream().map(Duration::toMillis)).containsExactly(400L, 10L, 0L, 50L, 5L, 7L);
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

        Pacing pacing = ((CannedCompletion) answer()).pacing();
        assertThat(pacing.cut()).isEqualTo(new Pacing.Cut.ByPieces(List.of("One", "Two", " more")));
        assertThat(pacing.gaps().stream().map(Duration::toMillis)).containsExactly(10L, 20L, 20L, 0L);
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
    void whatACannedAnswerCannotHoldIsAnErrorWithBothPlaces() throws IOException {
        stub(
                "s.json",
                START + "\n\"choices\": [{\"index\": 0, \"message\": {\"content\": \"a\"},\n"
                        + " \"logprobs\": {\"content\": [1]}}]}");

        assertThatIsRefused(
                "stubs/s.json:3:27 choices[0].logprobs.content[0]: a token is written {token, logprob}, was 1"
                        + " (a stub of CONTRACT:2:32)");
    }

    @Test
    void anUnknownKeyOfAStubIsAnError() throws IOException {
        stub("s.json", START + "\"choices\": [{\"index\": 0, \"mesage\": {}}]}");

        assertThatIsRefused("stubs/s.json:1:95 choices[0]: unknown key 'mesage' in a choice. Did you mean 'message'?"
                + " (a stub of CONTRACT:2:32)");
    }

    @Test
    void aStubWithoutChoicesIsAnError() throws IOException {
        stub("s.json", START + "\"choices\": []}");

        assertThatIsRefused("stubs/s.json:1:1: a stub needs choices whose indexes count from 0, were [] (a stub of"
                + " CONTRACT:2:32)");
    }

    @Test
    void anAnswerOfAnotherApiIsAnError() throws IOException {
        stub("s.json", "{\"object\": \"response\", \"choices\": [{\"index\": 0, \"message\": {\"content\": \"a\"}}]}");

        assertThatIsRefused("stubs/s.json:1:1: a stub's object is chat.completion, chat.completion.chunk or an error (a"
                + " stub of CONTRACT:2:32)");
    }

    @Test
    void aTranscriptThatIsCutShortIsAnError() throws IOException {
        stub("s.json", "data: " + START.replace("completion", "completion.chunk") + "\"choices\": []}\n\n");

        assertThatIsRefused("stubs/s.json:2:1: the transcript is cut short, it does not end with [DONE] (a stub of"
                + " CONTRACT:2:32)");
    }

    @Test
    void aTranscriptsFaultIsFoundInItsLine() throws IOException {
        stub("s.json", "data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}\n\ndata: {\"choises\":[]}\n\n");

        assertThatIsRefused("stubs/s.json:3:8: unknown key 'choises' in a chunk. Did you mean 'choices'? (a stub of"
                + " CONTRACT:2:32)");
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
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("stubs/s.json:1:")
                .hasMessageContaining("this is not JSON");
    }

    private void stub(String name, String text) throws IOException {
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(stubs.resolve(name), text);
    }

    private void assertThatIsRefused(String sentence) {
        Path contract = folder.resolve("contracts").resolve("a.yaml");
        assertThatThrownBy(this::read)
                .isInstanceOf(ContractException.class)
                .hasMessage(sentence.replace("CONTRACT", contract.toString().replace('\\', '/')));
    }

    private void read() throws IOException {
        answer();
    }

    private CannedResponse answer() throws IOException {
        Path contract = Files.createDirectories(folder.resolve("contracts")).resolve("a.yaml");
        Files.writeString(contract, "interactions:\n  - {name: a, response: {stub: s.json}}\n");
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
