package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider may say against the assistant's messages that it is sent back. */
class HistoryRulesTest {
    @TempDir
    private Path folder;

    private Profile strict = ProfileReader.read("openai");

    @BeforeEach
    void readProfile() throws IOException {
        strict = ProfileReader.read(Files.writeString(folder.resolve("strict.yaml"), """
                profile: strict
                about: a provider that reads what it is sent back
                extends: lenient
                order: [history-arguments, empty-assistant]
                refusals:
                  empty_assistant_message: {message: the message with role 'assistant' must not be empty}
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{city: Paris}", "", "null", "[1]", "{'a': 1}{'a': 1}"})
    void argumentsThatAreNoObjectAreRefusedWithTheirPlace(String arguments) {
        assertThat(findings(strict, calling("{}", arguments)))
                .containsExactly("messages[1].tool_calls[1].function.arguments invalid_tool_call_arguments");
    }

    @ParameterizedTest
    @CsvSource({
        "ollama, 400, invalid tool call arguments",
        "ollama-cloud, 400, invalid tool call arguments",
        "llama.cpp, 500,"
    })
    void aServerOfOpenModelsRefusesBrokenArgumentsInTheHistory(String profile, int status, String message) {
        ApiError refusal = ProfileReader.read(profile)
                .review(request(calling("{city: Paris}")))
                .refusal()
                .orElseThrow();

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.message()).contains(message == null ? "" : message);
        assertThat(ProfileReader.read(profile).review(request(calling("{}"))).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'content': null",
                ", 'content': ''",
                ", 'content': ' \\n', 'tool_calls': []",
                ", 'content': []"
            })
    void anAssistantMessageWithoutATextAndCallsIsRefused(String members) {
        assertThat(strict.review(request("{'role': 'assistant'" + members + "}"))
                        .findings())
                .extracting(ApiError::message)
                .containsExactly("the message with role 'assistant' must not be empty");
    }

    @Test
    void whatSaysSomethingPasses() {
        assertThat(findings(strict, calling("{}", "{'a': {}}"))).isEmpty();
        for (String member : List.of("'content': 'Hi'", "'refusal': 'No'", "'audio': {'id': 'a'}")) {
            assertThat(findings(strict, "{'role': 'assistant', " + member + "}"))
                    .isEmpty();
        }
        assertThat(findings(strict, "{'role': 'user', 'content': ''}")).isEmpty();
    }

    @Test
    void openAiTakesWhatItIsSentBack() {
        Profile openai = ProfileReader.read("openai");

        assertThat(findings(
                        openai,
                        calling("{}", "{city: Paris}")
                                + ", {'role': 'tool', 'tool_call_id': 'c0', 'content': 'x'},"
                                + " {'role': 'tool', 'tool_call_id': 'c1', 'content': 'x'}"))
                .isEmpty();
        assertThat(findings(openai, "{'role': 'assistant', 'content': ''}")).isEmpty();
    }

    private static String calling(String... arguments) {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            calls.append(i == 0 ? "" : ", ")
                    .append("{'id': 'c" + i + "', 'type': 'function', 'function': {'name': 'f', 'arguments': '"
                            + arguments[i].replace("'", "\\'") + "'}}");
        }
        return "{'role': 'assistant', 'tool_calls': [" + calls + "]}";
    }

    private static List<String> findings(Profile profile, String message) {
        return profile.review(request(message)).findings().stream()
                .map(error -> error.param() + " " + error.code())
                .toList();
    }

    private static ChatRequest request(String message) {
        return Shared.request("gpt-4o", "{'messages': [{'role': 'user', 'content': 'Hi'}, " + message + "]}");
    }
}
