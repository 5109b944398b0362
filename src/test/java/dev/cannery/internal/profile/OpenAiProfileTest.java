package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.profile.model.ModelInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The refusals of the live API for values that no list of known refusals contains. */
class OpenAiProfileTest {
    private static final String FUNCTION = "{'type': 'function', 'function': {'name': 'f'}}";
    private final Profile openai = ProfileReader.read("openai");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o | {'temperature': 9} | temperature | decimal_above_max_value | Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 9 instead.",
                "gpt-4o | {'top_p': -0.5} | top_p | decimal_below_min_value | Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -0.5 instead.",
                "gpt-4o | {'n': 129} | n | integer_above_max_value | Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.",
                "gpt-4o | {'n': 2.5} | n | invalid_type | Invalid type for 'n': expected an integer, but got a decimal number instead.",
                "gpt-4o | {'stop': 7} | stop | invalid_type | Invalid type for 'stop': expected one of a string or array of strings, but got an integer instead.",
                "gpt-4o | {'stop': ['a', 1]} | stop[1] | invalid_type | Invalid type for 'stop[1]': expected a string, but got an integer instead.",
                "gpt-4o | {'verbosity': 'loud'} | verbosity | invalid_value | Invalid value: 'loud'. Supported values are: 'low', 'medium', and 'high'.",
                "gpt-4o | {'verbosity': 'low'} | verbosity | unsupported_value | Unsupported value: 'verbosity' does not support 'low' with this model. Supported values are: 'medium'.",
                "gpt-4o | {'service_tier': 'an-unknown-tier'} | service_tier | invalid_value | Invalid value: 'an-...ier'. Supported values are: 'auto', 'default', 'fast', 'flex', and 'priority'.",
                "gpt-4o | {'logit_bias': {'5': 101}} | logit_bias.5 | integer_above_max_value | Invalid 'logit_bias.5': integer above maximum value. Expected a value <= 100, but got 101 instead.",
                "gpt-4o | {'functions': []} | functions | empty_array | Invalid 'functions': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "gpt-4o | {'top_logprobs': 25, 'logprobs': true} | top_logprobs | | Invalid value for 'top_logprobs': must be less than or equal to 20.",
                "gpt-4o | {'response_format': {'type': 'json_schema', 'json_schema': {'name': 'a b'}}} | response_format.json_schema.name | invalid_value | Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                "gpt-4o | {'top_k': 5, 'min_p': 1} | | | Unrecognized request arguments supplied: min_p, top_k",
                "gpt-4o | {'modalities': ['text', 'audio']} | | | Unrecognized request argument supplied: modalities",
                "gpt-5 | {'top_k': 5, 'min_p': 1} | top_k | unknown_parameter | Unknown parameter: 'top_k'. Did you mean 'top_p'?",
                "gpt-5.6-terra | {'stor': 1} | stor | unknown_parameter | Unknown parameter: 'stor'. Did you mean 'stop' or 'store'?",
                "gpt-5.6-terra | {'messagess': 1} | messagess | unknown_parameter | Unknown parameter: 'messagess'.",
                "gpt-5.6-terra | {'n': 9} | n | integer_above_max_value | Invalid 'n': integer above maximum value. Expected a value <= 8, but got 9 instead.",
                "gpt-5.6-luna | {'prediction': {'type': 'content', 'content': 'x'}} | prediction | unsupported_parameter | Unsupported parameter: 'prediction' is not supported with this model.",
                "o3-mini | {'temperature': 0} | temperature | unsupported_parameter | Unsupported parameter: 'temperature' is not supported with this model.",
                "o3 | {'temperature': 0.2} | temperature | unsupported_value | Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
                "o4-mini | {'top_p': 0.9} | top_p | unsupported_parameter | Unsupported parameter: 'top_p' is not supported with this model.",
                "o4-mini | {'parallel_tool_calls': false, 'tools': [FUNCTION]} | parallel_tool_calls | unsupported_parameter | Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
                "o3-mini | {'reasoning_effort': 'minimal'} | reasoning_effort | unsupported_value | Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'low', 'medium', and 'high'.",
                "gpt-5-mini | {'reasoning_effort': 'none'} | reasoning_effort | unsupported_value | Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.",
                "o1-mini | {'messages': [{'role': 'system', 'content': 'x'}]} | messages[0].role | unsupported_value | Unsupported value: 'messages[0].role' does not support 'system' with this model.",
                "o1-mini | {'stop': 'x'} | stop | unsupported_parameter | Unsupported parameter: 'stop' is not supported with this model.",
                "gpt-5.6-sol | {'tools': [FUNCTION]} | reasoning_effort | | Function tools with reasoning_effort are not supported for gpt-5.6-sol in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
                "gpt-4o | {'max_completion_tokens': 20480} | max_completion_tokens | invalid_value | max_completion_tokens is too large: 20480. This model supports at most 16384 completion tokens, whereas you provided 20480.",
                "gpt-3.5-turbo | {'messages': [{'role': 'user', 'content': [{'type': 'text', 'text': 'a'}, {'type': 'image_url', 'image_url': {'url': 'https://e.org/a.png'}}]}]} | messages.[0].content.[1].type | | Invalid content type. image_url is only supported by certain models.",
                "gpt-4o-audio-preview | {} | model | invalid_value | This model requires that either input content or output modality contain audio.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image', 'image': 'x'}]}]} | messages[0].content[0].type | invalid_value | Invalid value: 'image'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'text': 'x'}]}]} | messages[0].content[0].type | missing_required_parameter | Missing required parameter: 'messages[0].content[0].type'.",
                "gpt-4o | {'messages': [{'role': 'tool', 'content': 'x'}]} | messages[0].tool_call_id | missing_required_parameter | Missing required parameter: 'messages[0].tool_call_id'.",
                "gpt-4o | {'tools': [{'name': 'f'}]} | tools[0].type | missing_required_parameter | Missing required parameter: 'tools[0].type'.",
                "gpt-4o | {'tools': [{'type': 'bogus'}]} | tools[0].type | invalid_value | Invalid value: 'bogus'. Supported values are: 'function' and 'custom'.",
                "gpt-4o | {'tools': [{'type': 'function', 'function': {'name': ''}}]} | tools[0].function.name | empty_string | Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, but got an empty string instead.",
                "gpt-4o | {'tool_choice': {'type': 'bogus'}, 'tools': [FUNCTION]} | tool_choice.function | missing_required_parameter | Missing required parameter: 'tool_choice.function'.",
                "gpt-4o | {'function_call': 'auto'} | function_call | | Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
                "gpt-4o | {'metadata': {'key': null}} | metadata.key | invalid_type | Invalid type for 'metadata.key': expected a string, but got null instead.",
                "gpt-4o | {'max_tokens': 18446744073709551617} | max_tokens | invalid_value | max_tokens is too large: 18446744073709551617. This model supports at most 16384 completion tokens, whereas you provided 18446744073709551617.",
                "gpt-4o | {'top_logprobs': 18446744073709551617, 'logprobs': true} | top_logprobs | | Invalid value for 'top_logprobs': must be less than or equal to 20.",
                "gpt-4o | {'logit_bias': {'AI': 10}} | logit_bias |  | Invalid key in 'logit_bias': AI. You should only be submitting non-negative integers.",
                "gpt-4o | {'logit_bias': {'-1': 10}} | logit_bias |  | Invalid key in 'logit_bias': -1. You should only be submitting non-negative integers.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'file', 'file': {'file_data': 'data:application/pdf;base64,AAAA'}}]}]} | messages[0].content[0].file.file_id | missing_required_parameter | Missing required parameter: 'messages[0].content[0].file.file_id'.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'text', 'text': 'a'}, {'type': 'image_url', 'image_url': {'url': 'iVBORw0K'}}]}]} | messages[0].content[1].image_url.url | invalid_value | Invalid image URL: 'messages[0].content[1].image_url.url'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got a value without the 'data:' prefix.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'data:application/pdf;base64,JVBERi0x'}}]}]} |  | invalid_image_format | Invalid MIME type. Only image types are supported.",
                "gpt-4o | {'messages': [{'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'get weather', 'arguments': '{}'}}]}, {'role': 'tool', 'tool_call_id': 'c', 'content': 'x'}]} | messages[0].tool_calls[0].function.name | invalid_value | Invalid 'messages[0].tool_calls[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                "gpt-audio | {'modalities': ['text', 'audio'], 'audio': {'voice': 'alloy', 'format': 'wav'}, 'stream': true} | audio.format | unsupported_value | Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: 'pcm16'.",
                "gpt-4o | {'functions': [{'name': 'f'}], 'messages': [{'role': 'user', 'content': 'x'}, {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}]}, {'role': 'tool', 'tool_call_id': 'c', 'content': 'x'}]} | messages.[1].tool_calls |  | Invalid parameter: 'tool_calls' cannot be used when 'functions' are present. Please use 'tools' instead of 'functions'.",
                "gpt-4o | {'parallel_tool_calls': null} | parallel_tool_calls | invalid_type | Invalid type for 'parallel_tool_calls': expected a boolean, but got null instead.",
                "gpt-5.4-mini | {'parallel_tool_calls': null, 'tools': [FUNCTION]} | parallel_tool_calls | invalid_type | Invalid type for 'parallel_tool_calls': expected a boolean, but got null instead.",
                "gpt-4o | {'web_search_options': {'search_context_size': 'low'}} | web_search_options | | Web search options not supported with this model.",
                "gpt-4.1-mini | {'web_search_options': {'search_context_size': 'huge'}} | web_search_options | | Web search options not supported with this model.",
                "gpt-5-mini | {'web_search_options': {}} | web_search_options | unknown_parameter | Unknown parameter: 'web_search_options'.",
                "gpt-4o-mini | {'service_tier': 'flex'} | service_tier | | Invalid service_tier argument",
                "o3-mini | {'service_tier': 'flex'} | service_tier | | Invalid service_tier argument",
                "o4-mini | {'stop': ['x']} | stop | unsupported_parameter | Unsupported parameter: 'stop' is not supported with this model.",
                "gpt-5-mini | {'messages': [{'role': 'user', 'content': 'x'}, {'role': 'user', 'content': [{'type': 'input_audio', 'input_audio': {'data': 'AAAA', 'format': 'mp3'}}]}]} | messages[1] | invalid_value | Invalid 'messages[1]'. Content blocks are expected to be either text or image_url type.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'input_audio', 'input_audio': {'data': 'AAAA', 'format': 'mp3'}}]}]} | messages.[0].content.[0].type | | Invalid content type. input_audio is only supported by certain models.",
                "text-embedding-3-small | {} | | | You are not allowed to sample from this model",
                "text-embedding-ada-002 | {} | model | | This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
                "computer-use-preview | {} | model | | This model is only supported in v1/responses and not in v1/chat/completions.",
                "gpt-6.2-astra-law | {} | model | | This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
                "gpt-5-chat-latest | {'tools': [FUNCTION]} | | | tools is not supported in this model. For a list of supported models, refer to https://platform.openai.com/docs/guides/function-calling#models-supporting-function-calling.",
                "o1-mini | {'functions': [{'name': 'f'}]} | | | functions is not supported in this model. For a list of supported models, refer to https://platform.openai.com/docs/guides/function-calling#models-supporting-function-calling.",
                "gpt-5-chat-latest | {'tools': [FUNCTION], 'max_tokens': 5, 'max_completion_tokens': 5} | max_tokens | invalid_parameter_combination | Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                "gpt-5-nano | {'messages': [{'role': 'user', 'content': null}], 'max_tokens': 0, 'temperature': -0.5} | max_tokens | unsupported_parameter | Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                "gpt-5-nano | {'stop': 'x', 'top_p': 3} | stop | unsupported_parameter | Unsupported parameter: 'stop' is not supported with this model.",
                "gpt-5-nano | {'temperature': 'hot', 'max_tokens': 5} | temperature | invalid_type | Invalid type for 'temperature': expected a decimal, but got a string instead.",
                "gpt-4o | {'temperature': 3} | temperature | decimal_above_max_value | Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,not_valid_base64_data!!!'}}]}]} | | invalid_base64 | Invalid base64 image_url.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,'}}]}]} | | invalid_base64 | Invalid base64 image_url.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAA_-'}}]}]} | | invalid_base64 | Invalid base64 image_url.",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'https://e.org/a.png', 'detail': 'medium'}}]}]} | messages[0].content[0].image_url.detail | invalid_value | Invalid value: 'medium'. Supported values are: 'auto', 'low', 'high', and 'original'.",
                "gpt-6.2-sol | {'reasoning_effort': 'none'} | reasoning_effort | unsupported_value | Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'low', 'medium', 'high', and 'xhigh'.",
                "gpt-5.1-mini | {} | | model_not_found | The model `gpt-5.1-mini` does not exist or you do not have access to it.",
                "gpt-4o-2099-01-01 | {} | | model_not_found | The model `gpt-4o-2099-01-01` does not exist or you do not have access to it.",
                "ft:gpt-4o-mini-2024-07-18:o::i | {'n': 0} | n | integer_below_min_value | Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
            })
    void refusalHasTheWordingOfTheApi(String model, String input, String param, String code, String message) {
        ApiError error = Shared.serving(model)
                .refusalOf(Shared.request(model, input.replace("FUNCTION", FUNCTION)))
                .orElseThrow();

        assertThat(error.message()).isEqualTo(message);
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o | {'stop': [], 'response_format': null, 'tool_choice': null, 'tools': null, 'stream_options': null}",
                "gpt-4o | {'tools': []}",
                "gpt-4o | {'modalities': ['text']}",
                "gpt-4o | {'reasoning_effort': null, 'audio': null, 'verbosity': 'medium'}",
                "gpt-4o | {'messages': [{'role': 'user', 'content': ''}, {'role': 'user', 'content': []}]}",
                "gpt-4o | {'messages': [{'role': 'user', 'content': 'x', 'bogus': 1}]}",
                "gpt-4o | {'messages': [{'role': 'assistant', 'content': 'x', 'annotations': []}]}",
                "gpt-4o | {'messages': [{'role': 'assistant', 'refusal': 'no'}]}",
                "gpt-4o | {'metadata': {'a': 'b'}}",
                "gpt-4o | {'messages': [{'role': 'user', 'name': 'a.b@c', 'content': 'x'}]}",
                "gpt-4o | {'temperature': -0.0, 'top_p': -0.0}",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'file', 'file': {'file_id': 'file-1'}}, {'type': 'file', 'file': {'file_data': 'data:application/pdf;base64,AAAA', 'filename': 'a.pdf'}}]}]}",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'DATA:image/png;base64,iVBORw0KGgoAAAAN'}}, {'type': 'image_url', 'image_url': {'url': 'HTTPS://e.org/a'}}]}]}",
                "gpt-audio | {'modalities': ['text', 'audio'], 'audio': {'voice': 'alloy', 'format': 'pcm16'}, 'stream': true}",
                "gpt-4.1 | {'temperature': 0, 'max_tokens': 5, 'stop': 'x', 'top_p': 0.5, 'logit_bias': {'1': -100}}",
                "gpt-5 | {'temperature': 1, 'top_p': 1.0, 'max_tokens': null, 'stop': null, 'reasoning_effort': 'minimal'}",
                "gpt-5.1 | {'temperature': 0.3, 'logprobs': true}",
                "gpt-5.6-terra | {'reasoning_effort': 'none', 'frequency_penalty': 2, 'logprobs': true, 'top_logprobs': 5}",
                "gpt-5.6-terra | {'parallel_tool_calls': false, 'n': 8, 'prompt_cache_options': {'ttl': '30m'}}",
                "gpt-4o-mini | {'audio': {'voice': 'alloy', 'format': 'wav'}, 'max_completion_tokens': 10}",
                "o3-mini | {'stop': ['Paris']}",
                "o1 | {'stop': 'Paris'}",
                "gpt-5-mini | {'stop': [], 'logit_bias': {}}",
                "o4-mini | {'stop': [], 'service_tier': 'flex'}",
                "gpt-audio-1.5 | {'modalities': ['text', 'audio'], 'audio': {'voice': 'alloy', 'format': 'pcm16'}}",
                "gpt-audio-mini-2025-12-15 | {'modalities': ['text', 'audio'], 'audio': {'voice': 'alloy', 'format': 'pcm16'}}",
                "gpt-5.6-terra | {'parallel_tool_calls': null}",
                "gpt-4o-search-preview | {'web_search_options': {}}",
                "gpt-5.4-mini | {'service_tier': 'flex', 'temperature': 0}",
                "gpt-6.1-terra | {'reasoning_effort': 'none', 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}",
                "gpt-5-chat-latest | {'tools': []}",
                "gpt-4o | {'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'https://e.org/a.png', 'detail': 'original'}}]}]}",
                "gpt-5.6-terra-2026-08-01 | {'max_completion_tokens': 1}",
                "gpt-4o-mini | {'response_format': {'type': 'json_object'}, 'messages': [{'role': 'user', 'content': 'as JSON'}]}",
            })
    void requestsThatTheApiAcceptsAreAccepted(String model, String input) {
        assertThat(Shared.serving(model).refusalOf(Shared.request(model, input)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens, 8190, 8198",
        "max_completion_tokens, 8190, 8198",
        "max_tokens, 4294967297, 4294967305",
        "max_tokens, 18446744073709551617, 18446744073709551625",
    })
    void aMaximumLengthBeyondTheContextIsRefusedHoweverLarge(String field, String wanted, String sum) {
        Profile counting = Shared.serving("gpt-4").counting(request -> 8);

        ApiError error = counting.refusalOf(Shared.request("gpt-4", "{'" + field + "': " + wanted + "}"))
                .orElseThrow();

        assertThat(error.code()).isEqualTo("context_length_exceeded");
        assertThat(error.message())
                .startsWith("This model's maximum context length is 8192 tokens. However, you requested " + sum
                        + " tokens (8 in the messages, " + wanted + " in the completion).");
    }

    @Test
    void aSafetyIdentifierMayBeAsLongAsTheNewestClientsDocument() {
        assertThat(openai.refusalOf(Shared.request("gpt-4o", "{'safety_identifier': '" + "s".repeat(128) + "'}")))
                .isEmpty();
        assertThat(openai.refusalOf(Shared.request("gpt-4o", "{'safety_identifier': '" + "s".repeat(129) + "'}")))
                .get()
                .extracting(ApiError::code)
                .isEqualTo("string_above_max_length");
    }

    @ParameterizedTest
    @CsvSource({"text-embedding-3-large, 403", "text-embedding-ada-002, 404", "gpt-4-turbo, 404"})
    void aModelThatIsNotServedIsRefusedWithItsStatus(String model, int status) {
        assertThat(openai.refusalOf(Shared.request(model, "{}")))
                .get()
                .extracting(ApiError::status)
                .isEqualTo(status);
    }

    @Test
    void toolsOfAModelWithoutToolsAreRefusedWithNotFound() {
        ApiError error = Shared.serving("gpt-4o-search-preview")
                .refusalOf(Shared.request("gpt-4o-search-preview", "{'tools': [" + FUNCTION + "]}"))
                .orElseThrow();

        assertThat(error.status()).isEqualTo(404);
    }

    @Test
    void anImageTruncatedByARecorderIsNotChecked() {
        String cut = "{'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url':"
                + " 'data:image/jpeg;base64,/9j/4QDo…cut…'}}]}]}";

        assertThat(openai.refusalOf(Shared.request("gpt-4o", cut))).isEmpty();
    }

    @Test
    void anAliasStandsForItsModelOfTheDay() {
        Profile before = openai.asOf(LocalDate.of(2024, 6, 8));

        assertThat(before.refusalOf(Shared.request("gpt-3.5-turbo-0613", "{}"))).isEmpty();
        assertThat(openai.refusalOf(Shared.request("gpt-3.5-turbo-0613", "{}")))
                .get()
                .extracting(ApiError::status)
                .isEqualTo(404);
    }

    @Test
    void aModelIsServedFromItsFirstDayToItsLast() {
        Profile then = openai.asOf(LocalDate.of(2024, 2, 1));

        assertThat(then.models())
                .extracting(ModelInfo::id)
                .contains("gpt-4", "gpt-3.5-turbo-0613")
                .doesNotContain("gpt-4o", "gpt-5");
        assertThat(openai.models())
                .extracting(ModelInfo::id)
                .contains("gpt-4o", "gpt-5")
                .doesNotContain("gpt-3.5-turbo-0613");
        assertThat(then.refusalOf(Shared.request("gpt-5", "{}")))
                .get()
                .extracting(ApiError::message)
                .isEqualTo("The model `gpt-5` does not exist or you do not have access to it.");
        assertThat(openai.asOf(LocalDate.of(2025, 8, 7)).refusalOf(Shared.request("gpt-5", "{}")))
                .isEmpty();
    }

    @Test
    void anyAzureDeploymentIsAccepted() {
        ObjectNode named = Shared.request("my-own-name", "{}").body();
        ObjectNode unnamed = Shared.request("m", "{'model': null}").body();

        for (ObjectNode body : List.of(named, unnamed)) {
            ChatRequest request = ChatRequest.of("/openai/deployments/my-own-name/chat/completions", Map.of(), body);
            assertThat(openai.refusalOf(request)).isEmpty();
        }
    }

    @Test
    void modelsAreListedWithTheirDates() {
        assertThat(openai.models())
                .extracting(model -> model.id())
                .contains("gpt-4o", "gpt-5.6-terra", "o3")
                .doesNotContain("gpt-3.5-turbo-0613")
                .doesNotHaveDuplicates();
        assertThat(openai.models().get(0).created()).isPositive();
        assertThat(openai.snapshotOf("gpt-4o-mini")).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(openai.snapshotOf("unheard-of")).isEqualTo("unheard-of");
    }

    @Test
    void tokensAreCountedOnlyWhereTheyCouldBeTooMany() {
        List<String> counted = new ArrayList<>();
        Profile counting = Shared.serving("gpt-4").counting(request -> {
            counted.add(request.model());
            return 9_000;
        });

        assertThat(counting.refusalOf(Shared.request("gpt-4", "{}"))).isEmpty();
        assertThat(counted).isEmpty();
        String text = "word ".repeat(9_000);
        assertThat(counting.refusalOf(
                        Shared.request("gpt-4", "{'messages': [{'role': 'user', 'content': '" + text + "'}]}")))
                .get()
                .extracting(ApiError::code)
                .isEqualTo("context_length_exceeded");
    }

    @Test
    void theLayoutOfAnErrorDependsOnItsStatus() {
        assertThat(openai.style().errorForm(400))
                .isEqualTo(new ErrorLayout(
                        "application/json", 2, false, false, 0, new ErrorLayout.Headers(true, true, false, Map.of())));
        assertThat(openai.style().errorForm(401))
                .isEqualTo(new ErrorLayout(
                        "application/json; charset=utf-8",
                        4,
                        true,
                        true,
                        0,
                        new ErrorLayout.Headers(false, true, false, Map.of("vary", "Origin"))))
                .isEqualTo(openai.style().errorForm(404));
    }
}
