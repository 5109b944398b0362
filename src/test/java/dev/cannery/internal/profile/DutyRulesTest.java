package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.CallSignature;
import dev.cannery.internal.chat.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers demand back in the next request of a conversation, each in its words. */
class DutyRulesTest {
    private static final String USER = "{'role': 'user', 'content': 'Weather?'}";
    private static final String RESULT = "{'role': 'tool', 'tool_call_id': 'abcdefgh1', 'content': 'sunny'}";
    private static final String TEXT = "{'role': 'assistant', 'content': 'Sunny.'}";

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-reasoner", "deepseek-v4-flash"})
    void deepSeekWantsTheReasoningOfACallBack(String model) {
        assertThat(refusals("deepseek", model, USER, call(""), RESULT))
                .containsExactly(
                        "400 invalid_request_error invalid_request_error: The `reasoning_content` in the thinking"
                                + " mode must be passed back to the API.");
        assertThat(refusals("deepseek", model, USER, call(", 'reasoning_content': 'Hm.'"), RESULT))
                .isEmpty();
        assertThat(refusals("deepseek", model, USER, call(", 'reasoning_content': ''"), RESULT))
                .isEmpty();
        assertThat(refusals("deepseek", model, USER, TEXT, USER)).isEmpty();
    }

    @Test
    void whoDoesNotThinkOwesNoReasoning() {
        assertThat(refusals("deepseek", "deepseek-chat", USER, call(""), RESULT))
                .isEmpty();
        assertThat(review(
                        "deepseek", "deepseek-v4-flash", ", 'thinking': {'type': 'disabled'}", USER, call(""), RESULT))
                .isEmpty();
    }

    @Test
    void reasoningThatR1OrCerebrasIsSentBackIsRefused() {
        String sent = "{'role': 'assistant', 'content': 'Sunny.', 'reasoning_content': 'Hm.'}";

        assertThat(refusals("deepseek", "deepseek-r1-0528", USER, sent, USER)).hasSize(1);
        assertThat(refusals("cerebras", "gpt-oss-120b", USER, sent, USER))
                .containsExactly("400 invalid_request_error wrong_api_format: messages.1.assistant.reasoning_content:"
                        + " property 'messages.1.assistant.reasoning_content' is unsupported");
        assertThat(refusals("cerebras", "gpt-oss-120b", USER, sent.replace("reasoning_content", "reasoning"), USER))
                .isEmpty();
    }

    @Test
    void moonshotSaysInWhichMessageTheReasoningIsMissing() {
        assertThat(refusals("moonshot", "kimi-k2-thinking", USER, call(""), RESULT))
                .containsExactly(
                        "400 invalid_request_error null: thinking is enabled but reasoning_content is missing in"
                                + " assistant tool call message at index 1");
        assertThat(refusals("moonshot", "kimi-k2-0905-preview", USER, call(""), RESULT))
                .isEmpty();
        assertThat(refusals("moonshot", "kimi-k2-0905-preview", USER, "{'role': 'assistant', 'content': ''}", USER))
                .containsExactly(
                        "400 invalid_request_error null: the message at position 1 with role 'assistant' must not"
                                + " be empty");
    }

    @Test
    void aThinkingModelRefusesAForcedCall() {
        for (String choice : List.of("'required'", "{'type': 'function', 'function': {'name': 'f'}}")) {
            assertThat(review("deepseek", "deepseek-v4-flash", ", 'tool_choice': " + choice, USER))
                    .containsExactly(
                            "400 invalid_request_error invalid_request_error: Thinking mode does not support this"
                                    + " tool_choice");
            assertThat(review("deepseek", "deepseek-chat", ", 'tool_choice': " + choice, USER))
                    .isEmpty();
        }
        assertThat(review("deepseek", "deepseek-v4-flash", ", 'tool_choice': 'auto'", USER))
                .isEmpty();
    }

    @Test
    void geminiWantsTheSignatureOfTheFirstCallBack() {
        String signature = CallSignature.of("abcdefgh1", "f").text();

        assertThat(refusals(
                        "gemini",
                        "gemini-3-pro-preview",
                        "{'role': 'system', 'content': 'Hi'}",
                        USER,
                        call(""),
                        RESULT))
                .singleElement()
                .asString()
                .startsWith("400 INVALID_ARGUMENT missing_signature: Function call is missing a thought_signature in"
                        + " functionCall parts.")
                .contains("function call `default_api:f` , position 2.");
        assertThat(refusals("gemini", "gemini-3-pro-preview", USER, signed(signature), RESULT))
                .isEmpty();
        assertThat(refusals("gemini", "gemini-3-pro-preview", USER, signed("skip_thought_signature_validator"), RESULT))
                .isEmpty();
        assertThat(refusals(
                        "gemini",
                        "gemini-3-pro-preview",
                        USER,
                        signed(CallSignature.of("abcdefgh1", "g").text()),
                        RESULT))
                .containsExactly("400 INVALID_ARGUMENT corrupted_signature: Corrupted thought signature.");
    }

    @Test
    void onlyTheCallsOfTheCurrentTurnAndOfANewModelAreSigned() {
        assertThat(refusals("gemini", "gemini-3-pro-preview", USER, call(""), RESULT, TEXT, USER))
                .isEmpty();
        assertThat(refusals("gemini", "gemini-2.5-pro", USER, call(""), RESULT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call_abc", "abcdefgh", "abcdefgh12", "abcdefgh-"})
    void mistralTakesIdsOfNineLettersAndDigits(String id) {
        assertThat(refusals("mistral", "m", USER, call("").replace("abcdefgh1", id), RESULT))
                .containsExactly("400 invalid_function_call 3280: Tool call id was " + id
                        + " but must be a-z, A-Z, 0-9, with a length of 9.");
        assertThat(refusals("mistral", "m", USER, call(""), RESULT)).isEmpty();
    }

    @Test
    void mistralWantsRolesInItsOrder() {
        assertThat(refusals("mistral", "m", USER, call(""), RESULT, USER)).isEmpty();
        assertThat(refusals("mistral", "m", USER, RESULT))
                .containsExactly("400 invalid_request_message_order 3230: Unexpected role 'tool' after role 'user'");
        assertThat(refusals("mistral", "m", USER, TEXT))
                .containsExactly("400 invalid_request_message_order 3230: Expected last role User or Tool (or Assistant"
                        + " with prefix True) for serving but got assistant");
        assertThat(refusals("mistral", "m", USER, TEXT.replace("}", ", 'prefix': true}")))
                .isEmpty();
        assertThat(refusals("mistral", "m", USER, call(""), RESULT, RESULT, TEXT, USER))
                .isEmpty();
    }

    @Test
    void perplexityWantsAlternatingRoles() {
        String system = "{'role': 'system', 'content': 'Hi'}";
        String refusal = "400 invalid_message alternating_roles: After the (optional) system message(s), user or tool"
                + " message(s) should alternate with assistant message(s).";

        assertThat(refusals("perplexity", "sonar", system, system, USER, TEXT, USER))
                .isEmpty();
        assertThat(refusals("perplexity", "sonar", USER, USER)).containsExactly(refusal);
        assertThat(refusals("perplexity", "sonar", system, TEXT, USER)).contains(refusal);
        assertThat(refusals("perplexity", "sonar", USER, TEXT, system, USER)).contains(refusal);
    }

    @Test
    void deepSeekRefusesTwoResultsOfOneCall() {
        assertThat(refusals("deepseek", "deepseek-chat", USER, call(""), RESULT, RESULT))
                .containsExactly(
                        "400 invalid_request_error invalid_request_error: Duplicate value for 'tool_call_id' of"
                                + " abcdefgh1 in message[3]");
    }

    @ParameterizedTest
    @CsvSource({"openai", "groq", "xai", "lenient"})
    void othersWantNothingBack(String provider) {
        assertThat(refusals(provider, "gpt-4o", USER, call(""), RESULT)).isEmpty();
    }

    private static String call(String members) {
        return "{'role': 'assistant', 'content': '', 'tool_calls': [{'id': 'abcdefgh1', 'type': 'function', 'function':"
                + " {'name': 'f', 'arguments': '{}'}}]" + members + "}";
    }

    private static String signed(String signature) {
        return call("").replace(
                        "'type': 'function',",
                        "'type': 'function', 'extra_content': {'google': {'thought_signature': '" + signature + "'}},");
    }

    private static List<String> refusals(String provider, String model, String... messages) {
        return review(provider, model, "", messages);
    }

    private static List<String> review(String provider, String model, String members, String... messages) {
        ChatRequest request =
                Shared.request(model, "{'messages': [" + String.join(", ", messages) + "]" + members + "}");
        return ProfileReader.read(provider).review(request).findings().stream()
                .map(DutyRulesTest::text)
                .toList();
    }

    private static String text(ApiError error) {
        return error.status() + " " + error.type() + " " + error.code() + ": " + error.message();
    }
}
