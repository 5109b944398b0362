package dev.cannery.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
    private static final String HELLO = """
            {"model": "gpt-4o", "messages": [{"role": "user", "content": "Say hello"}]}""";
    private static final RecordingOptions OPTIONS = RecordingOptions.of("session");

    @TempDir
    private Path folder;

    private static String text(RecordedContracts recording) {
        return ContractWriter.write(recording.files().get(0).contract());
    }

    private static String request(String prompt) {
        return "{\"model\": \"gpt-4o\", \"messages\": [{\"role\": \"user\", \"content\": \"" + prompt + "\"}]}";
    }

    @Test
    void aLoopWithAToolBecomesTurns() {
        String asked = """
                {"model": "gpt-5.4-mini-2026-03-17", "messages": [{"role": "system", "content": "You are a guide. Today is 2026-05-04."},
                  {"role": "user", "content": "What is the weather in Paris?"}%s],
                 "tools": [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}]}""";
        String continued = """
                , {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function",
                     "function": {"name": "get_weather", "arguments": "{\\"city\\":\\"Paris\\"}"}}]},
                  {"role": "tool", "tool_call_id": "call_1", "content": "18 degrees"}""";
        RecordedContracts recording = RecordedContracts.of(
                List.of(
                        RecordedCalls.calling(asked.formatted(""), "get_weather {\"city\":\"Paris\"}"),
                        RecordedCalls.answered(asked.formatted(continued), "It is 18 degrees in Paris.")),
                RecordingOptions.of("agent").withProfile("openai"));

        assertThat(recording.unreached()).isEmpty();
        GoldenFile.of("recorded/agent.yaml").assertHolds(text(recording));
    }

    @Test
    void identicalRequestsGetSuccessiveAnswers() {
        RecordedContracts recording = RecordedContracts.of(
                List.of(RecordedCalls.answered(HELLO, "Hello."), RecordedCalls.answered(HELLO, "Hello again.")),
                OPTIONS);

        assertThat(text(recording)).contains("response: [Hello., Hello again.]");
    }

    @Test
    void theSamePromptAtBothEndpointsIsToldApartByThePath() throws IOException {
        JsonNode responses = Json.parse("""
                {"url": "https://api.example/v1/responses", "status": 200, "provider": "openai",
                 "request": {"model": "gpt-4o", "input": "Say hello"},
                 "response": {"id": "resp_1", "object": "response", "created_at": 1735689600, "status": "completed",
                   "model": "gpt-4o", "output": [{"id": "msg_1", "type": "message", "role": "assistant",
                     "status": "completed", "content": [{"type": "output_text", "annotations": [], "text": "Hey!"}]}]}}""");
        RecordedContracts recording = RecordedContracts.of(
                List.of(RecordedCalls.answered(HELLO, "Hello."), RecordedCalls.of(responses)), OPTIONS);

        assertThat(recording.unreached()).isEmpty();
        assertThat(text(recording))
                .contains("path: {ends_with: /chat/completions}")
                .doesNotContain("messages:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOrderOfCallsDoesNotChangeTheText(boolean isNamed) {
        RecordingOptions options = isNamed ? OPTIONS.named("rivers") : OPTIONS;
        RecordedCall first = RecordedCalls.answered(request("Name a river"), "The Elbe.");
        RecordedCall second = RecordedCalls.answered(request("Name a mountain"), "The Brocken.");

        assertThat(text(RecordedContracts.of(List.of(first, second), options)))
                .isEqualTo(text(RecordedContracts.of(List.of(second, first), options)));
    }

    @Test
    void requestsThatDifferOnlyInAnotherFieldAreToldApart() {
        RecordedCall cold =
                RecordedCalls.answered(HELLO.replace("{\"model\"", "{\"temperature\": 0, \"model\""), "Hello.");
        RecordedCall warm =
                RecordedCalls.answered(HELLO.replace("{\"model\"", "{\"temperature\": 1, \"model\""), "Hey!");
        RecordedContracts recording = RecordedContracts.of(List.of(cold, warm), OPTIONS);

        assertThat(recording.unreached()).isEmpty();
        assertThat(text(recording)).contains("temperature: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking", "x-mode", "it's"})
    void fieldsOutsideOfTheApiAreToldApartByTheirJsonPath(String name) throws IOException {
        RecordedCall fast =
                RecordedCalls.answered(HELLO.replace("{\"model\"", "{\"" + name + "\": \"off\", \"model\""), "Hello.");
        RecordedCall slow =
                RecordedCalls.answered(HELLO.replace("{\"model\"", "{\"" + name + "\": \"on\", \"model\""), "Hey!");

        for (RecordingOptions options :
                List.of(OPTIONS, OPTIONS.matching(Set.of(name), false), OPTIONS.matching(Set.of(), true))) {
            RecordedContracts recording = RecordedContracts.of(List.of(fast, slow), options);

            assertThat(recording.unreached()).isEmpty();
            assertThat(ContractReader.parseTrusted("contract.yaml", text(recording)))
                    .isNotEmpty();
            assertThat(text(recording)).contains("jsonpath: ");
        }
    }

    @Test
    void secretsAndAddressesOfPeopleAreNowhere() {
        String key = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";
        RecordedCall call = RecordedCalls.answered(
                request("Mail ann@example.org that my key is " + key + " and my badge is B-7731"),
                "Ann, at ann@example.org, has badge B-7731 and " + key + ".");
        RecordedContracts recording =
                RecordedContracts.of(List.of(call), OPTIONS.redacting(List.of(Pattern.compile("B-\\d+")), List.of()));

        assertThat(text(recording)).contains("[redacted]").doesNotContain(key, "ann@example.org", "B-7731");
        assertThat(recording.unreached()).isEmpty();
    }

    @Test
    void aStreamThatIsCutAtAnyByteIsNotRecorded() {
        byte[] whole = """
                data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

                data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: [DONE]

                """.getBytes(StandardCharsets.UTF_8);

        StreamEnd known = new StreamEnd(true, true);
        assertThat(known.isReached(streamed(whole))).isTrue();
        for (int end = 0; end < whole.length; end++) {
            assertThat(known.isReached(streamed(Arrays.copyOf(whole, end))))
                    .as("cut after %s bytes", end)
                    .isFalse();
        }
    }

    private static RecordedCall streamed(byte[] body) {
        return new RecordedCall(
                SourceLocation.NOWHERE,
                "POST",
                RecordedCalls.URL,
                Map.of(),
                RecordedCalls.object(HELLO),
                200,
                Map.of("content-type", "text/event-stream"),
                List.of(new RecordedCall.Arrival(Duration.ZERO, body)),
                true);
    }

    @Test
    void whatPeopleWroteIsNeverTouched() throws IOException {
        Path own = folder.resolve("session.yaml");
        Files.writeString(own, "# ours\ninteractions: [{name: a, request: {prompt: b}, response: c}]\n");
        new RecordingWriter(folder, List.of())
                .write(RecordedContracts.of(List.of(RecordedCalls.answered(HELLO, "Hello.")), OPTIONS));

        assertThat(own).hasContent("# ours\ninteractions: [{name: a, request: {prompt: b}, response: c}]\n");
        assertThat(folder.resolve("session-recorded.yaml")).content().contains("Say hello");
    }

    @Test
    void aFileThatWouldHoldAKnownSecretIsNotWrittenAndTheEarlierOneRemains() throws IOException {
        RecordingWriter careful = new RecordingWriter(folder, List.of("my-secret-key"));
        careful.write(RecordedContracts.of(List.of(RecordedCalls.answered(HELLO, "Hello.")), OPTIONS));
        String before = Files.readString(folder.resolve("session.yaml"));
        RecordedContracts leaking =
                RecordedContracts.of(List.of(RecordedCalls.answered(HELLO, "It is my-secret-key.")), OPTIONS);

        assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> careful.write(leaking));
        assertThat(folder.resolve("session.yaml")).hasContent(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
