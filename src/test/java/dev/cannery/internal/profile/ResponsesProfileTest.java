package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The refusals of the Responses API for values that no list of known refusals contains. */
class ResponsesProfileTest {
    private static final String CALL = "{'type': 'function_call', 'call_id': 'c1', 'name': 'f', 'arguments': '{}'}";
    private final Profile openai =
            ProfileReader.read("openai").at(ChatEndpoint.RESPONSES).orElseThrow();

    private static ChatRequest request(String model, String fragment) {
        ObjectNode body = (ObjectNode) Shared.json("{'input': 'ping'}");
        body.put("model", model);
        body.setAll((ObjectNode) Shared.json(fragment.replace("CALL", CALL)));
        return ChatRequest.of("/v1/responses", Map.of(), body);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o | {'temperature': 9} | temperature | decimal_above_max_value | Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 9 instead.",
                "gpt-4o | {'top_logprobs': 21} | top_logprobs | integer_above_max_value | Invalid 'top_logprobs': integer above maximum value. Expected a value <= 20, but got 21 instead.",
                "gpt-4o | {'reasoning': {'effort': 'huge'}} | reasoning.effort | invalid_value | Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
                "gpt-4o | {'include': [7]} | include[0] | invalid_type | Invalid type for 'include[0]': expected one of 'fil...lts', 'web...lts', 'web...ces', 'mes...url', 'com...url', 'cod...uts', 'rea...ent', or 'mes...obs', but got an integer instead.",
                "gpt-4o | {'stream_options': {'include_usage': true}} | stream_options.include_usage | unknown_parameter | Unknown parameter: 'stream_options.include_usage'.",
                "gpt-4o | {'context_management': []} | context_management | empty_array | Invalid 'context_management': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "gpt-4o | {'context_management': [{'type': 'compaction', 'compact_threshold': 10}]} | context_management[0].compact_threshold | integer_below_min_value | Invalid 'context_management[0].compact_threshold': integer below minimum value. Expected a value >= 1000, but got 10 instead.",
                "gpt-4o | {'previous_response_id': 'chatcmpl-1'} | previous_response_id | invalid_value | Invalid 'previous_response_id': 'chatcmpl-1'. Expected an ID that begins with 'resp'.",
                "gpt-4o | {'tools': [null]} | tools[0] | invalid_type | Invalid type for 'tools[0]': expected a tool, but got null instead.",
                "gpt-4o | {'tools': [{'type': 'function', 'name': 'has space'}]} | tools[0].name | invalid_value | Invalid 'tools[0].name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                "gpt-4o | {'tools': [{'type': 'function', 'name': 'f', 'parameters': {'type': 'array'}}]} | tools[0].parameters | invalid_function_parameters | Invalid schema for function 'f': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'.",
                "gpt-4o | {'tool_choice': 'any'} | tool_choice | invalid_value | Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.",
                "gpt-4o | {'tool_choice': {'type': 'function', 'name': 'g'}, 'tools': [{'type': 'function', 'name': 'f'}]} | tool_choice |  | Tool choice 'g' not found in 'tools' parameter.",
                "gpt-4o | {'input': ['x']} | input[0] | invalid_type | Invalid type for 'input[0]': expected an input item, but got a string instead.",
                "gpt-4o | {'input': [{'role': 7, 'content': 'x'}]} | input[0] | invalid_value | Invalid value: ''. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
                "gpt-4o | {'input': [{'role': 'user', 'content': null}]} | input[0].content | invalid_type | Invalid type for 'input[0].content': expected one of an array of objects or string, but got null instead.",
                "gpt-4o | {'input': [{'role': 'user', 'content': [{'text': 'x'}]}]} | input[0].content[0].type | missing_required_parameter | Missing required parameter: 'input[0].content[0].type'.",
                "gpt-4o | {'input': [{'role': 'user', 'content': [{'type': 'input_text', 'text': 'x', 'cache_control': {}}]}]} | input[0].content[0].cache_control | unknown_parameter | Unknown parameter: 'input[0].content[0].cache_control'.",
                "gpt-4o | {'input': [{'type': 'function_call', 'name': 'f'}]} | input[0].call_id | missing_required_parameter | Missing required parameter: 'input[0].call_id'.",
                "gpt-4o | {'input': [{'type': 'reasoning'}]} | input[0].summary | missing_required_parameter | Missing required parameter: 'input[0].summary'.",
                "gpt-4o | {'input': [{'type': 'custom_tool_call', 'call_id': 'c2', 'name': 'w', 'input': ''}]} | input |  | No tool output found for custom tool call c2.",
                "gpt-4o | {'input': [CALL, {'type': 'function_call_output', 'call_id': 'c1', 'output': [{'type': 'output_text', 'text': 'x'}]}]} | input[1].output[0] | invalid_value | Invalid value: 'output_text'. Supported values are: 'input_text', 'input_image', and 'input_file'.",
                "gpt-4o | {'text': {'verbosity': 'low'}} | text.verbosity | unsupported_value | Unsupported value: 'low' is not supported with the 'gpt-4o' model. Supported values are: 'medium'.",
                "gpt-4o | {'include': ['reasoning.encrypted_content']} | include |  | Encrypted content is not supported with this model.",
                "gpt-5.4 | {'reasoning': {'effort': 'low'}, 'top_p': 1} | top_p |  | Unsupported parameter: 'top_p' is not supported with this model.",
                "gpt-5.4 | {'reasoning': {'effort': 'max'}} | reasoning.effort | unsupported_value | Unsupported value: 'max' is not supported with the 'gpt-5.4' model. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.",
                "gpt-4o-audio-preview | {} | model | model_not_found | The requested model 'gpt-4o-audio-preview' is not supported with the Responses API.",
            })
    void refusesInTheWordsOfTheApi(String model, String fragment, String param, String code, String message) {
        ApiError refusal = openai.refusalOf(request(model, fragment)).orElseThrow();

        assertThat(refusal.param()).isEqualTo(param);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).isEqualTo(message.replace("\\", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reasoning': {'effort': 'none'}, 'temperature': 0.2, 'top_p': 0.5, 'top_logprobs': 2}",
                "{'reasoning': {'effort': 'high'}, 'temperature': 1, 'presence_penalty': 0}",
                "{'tool_choice': 'auto'}",
                "{'input': [{'type': 'web_search_call', 'id': 'ws_1', 'status': 'completed', 'any': 1}]}",
            })
    void acceptsWhatTheModelCanDo(String fragment) {
        assertThat(openai.refusalOf(request("gpt-5.4", fragment))).isEmpty();
    }

    @Test
    void aProviderHasTheApiUnderItsOwnNameOrNotAtAll() {
        for (String name : List.of("openai", "azure", "lenient", "xai", "openrouter", "deepseek", "vllm", "ollama")) {
            assertThat(ProfileReader.read(name).at(ChatEndpoint.RESPONSES))
                    .get()
                    .extracting(Profile::name)
                    .isEqualTo(name);
        }
        for (String name : List.of("groq", "mistral", "gemini", "atoma", "nvidia-nim", "azure-foundry")) {
            assertThat(ProfileReader.read(name).at(ChatEndpoint.RESPONSES)).isEmpty();
        }
    }

    @Test
    void aCompatibleServerRefusesInItsOwnForm() {
        Profile xai = ProfileReader.read("xai").at(ChatEndpoint.RESPONSES).orElseThrow();
        ChatRequest request =
                ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) Shared.json("{'model': 'grok-4'}"));

        ApiError refusal = xai.refusalOf(request).orElseThrow();

        assertThat(xai.style().errorBody(refusal).path("error").isTextual()).isTrue();
        assertThat(Objects.requireNonNull(refusal.param())).isEqualTo("input");
    }
}
