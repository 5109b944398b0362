package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each dialect refuses, next to a request that differs little and that it accepts. */
class DialectRefusalsTest {
    private static final String TOOL = "{'type':'function','function':{'name':'get_weather'}}";
    private static final String RESULT = "{'role':'tool','tool_call_id':'abcDEF123','content':'sunny'}";
    private static final String USER = "{'role':'user','content':'Weather?'}";
    private static final String CALL =
            "{'id':'abcDEF123','type':'function','function':{'name':'get_weather','arguments':'{}'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "deepseek | deepseek-chat | 'response_format':{'type':'json_schema'} | This response_format type is unavailable now | 'response_format':{'type':'json_object'}",
                "mistral | mistral-small-latest | 'max_completion_tokens':5 | Extra inputs are not permitted | 'max_tokens':5",
                "mistral | mistral-small-latest | 'store':true | Extra inputs are not permitted | 'stream':true,'stream_options':{'include_usage':true}",
                "mistral | mistral-small-latest | 'chat_template_kwargs':{} | Extra inputs are not permitted | 'n':2",
                "mistral | mistral-small-latest | 'logprobs':true | Logprobs are not enabled | 'logprobs':false",
                "groq | llama-3.3-70b-versatile | 'n':2 | 'n' : number must be at most 1 | 'n':1",
                "groq | llama-3.3-70b-versatile | 'logit_bias':{} | property 'logit_bias' is unsupported | 'logprobs':false",
                "groq | llama-3.3-70b-versatile | 'top_logprobs':2 | property 'top_logprobs' is unsupported | 'top_p':0.5",
                "xai | grok-4-0709 | 'reasoning_effort':'low' | does not support parameter reasoningEffort | 'seed':1",
                "xai | grok-3-mini | 'stop':['.'] | does not support parameter stop | 'reasoning_effort':'low'",
                "xai | grok-3-mini | 'presence_penalty':1 | does not support parameter presencePenalty | 'temperature':1",
                "fireworks | a-model | 'max_tokens':4097 | must have stream=true | 'max_tokens':4096",
                "fireworks | a-model | 'max_tokens':16000,'stream':false | must have stream=true | 'max_tokens':16000,'stream':true",
                "ollama | llama3 | 'reasoning_effort':'huge' | invalid reasoning value: 'huge' | 'reasoning_effort':'max'",
                "lm-studio | a-model | 'response_format':{'type':'json_object'} | 'response_format.type' must be 'json_schema' | 'response_format':{'type':'text'}",
                "dashscope | qwen3-8b | 'enable_thinking':true | must be set to false for non-streaming calls | 'enable_thinking':true,'stream':true",
                "dashscope | qwen-plus | 'response_format':{'type':'json_object'} | must contain the word 'json' | 'enable_thinking':false",
                "zhipu | glm-5.3 | 'thinking':{'type':'disabled'} | disabled is not supported by model glm-5.3 | 'thinking':{'type':'enabled'}",
                "moonshot | kimi-k2.5 | 'temperature':0.6 | only 1 is allowed | 'temperature':1.0",
                "nvidia-nim | a-model | 'enable_thinking':true | Unsupported parameter(s): `enable_thinking` | 'chat_template_kwargs':{'thinking':true}",
                "cerebras | gpt-oss-120b | 'logit_bias':{} | property 'logit_bias' is unsupported | 'seed':1",
                "cerebras | gpt-oss-120b | 'tools':[TOOL],'tool_choice':{'type':'function','function':{'name':'get_weather'}} | only none, auto and required are supported | 'tools':[TOOL],'tool_choice':'required'",
                "cerebras | gpt-oss-120b | 'tools':[TOOL],'response_format':{'type':'json_object'} | incompatible with | 'response_format':{'type':'json_object'}",
                "databricks | claude | 'store':true | Extra inputs are not permitted | 'n':1",
                "databricks | claude | 'tools':[{'type':'function','function':{'name':'get_weather','strict':true}}] | tools[0].function.strict: Extra inputs | 'tools':[TOOL]"
            })
    void aFieldIsRefusedInTheWordsOfTheDialect(
            String dialect, String model, String refused, String message, String accepted) throws IOException {
        assertThat(refusal(dialect, request(model, refused, USER)).orElseThrow().message())
                .contains(message);
        assertThat(refusal(dialect, request(model, accepted, USER))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "deepseek | deepseek-chat | {'role':'user','content':[{'type':'image_url','image_url':{'url':'data:,'}}]} | unknown variant `image_url`, expected `text`",
                "deepseek | deepseek-v4-flash | USER,{'role':'assistant','content':'','tool_calls':[CALL]},RESULT | The `reasoning_content` in the thinking mode must be passed back to the API.",
                "deepseek | deepseek-chat | USER,{'role':'assistant','content':'','tool_calls':[CALL]},RESULT,RESULT | Duplicate value for 'tool_call_id' of abcDEF123",
                "cerebras | gpt-oss-120b | USER,{'role':'assistant','content':'Sunny.','reasoning_content':'Hm.'},USER | reasoning_content",
                "moonshot | kimi-k2.5 | USER,{'role':'assistant','content':''},USER | the message at position 1 with role 'assistant' must not be empty",
                "mistral | mistral-small-latest | USER,RESULT | Unexpected role 'tool' after role 'user'",
                "mistral | mistral-small-latest | USER,{'role':'assistant','content':'Sunny.'} | assistant",
                "perplexity | sonar | USER,USER | alternat",
                "minimax | MiniMax-M2 | USER,RESULT | tool call result does not follow tool call",
                "llama.cpp | a-model | USER,{'role':'assistant','content':'','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{'}}]},{'role':'tool','tool_call_id':'a','content':'x'} | arguments",
                "ollama | llama3 | USER,{'role':'assistant','content':'','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{'}}]},{'role':'tool','tool_call_id':'a','content':'x'} | invalid tool call arguments",
                "ollama | llama3 | {'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.com/a.png'}}]} | image",
                "ollama | llama3 | {'role':'user','content':[{'type':'input_audio','input_audio':{}}]} | invalid message format",
                "ollama | llama3 | USER,{'role':'assistant','content':null},USER | invalid",
                "ollama | llama3 | | [] is too short - 'messages'"
            })
    void aHistoryIsRefusedInTheWordsOfTheDialect(String dialect, String model, String messages, String message)
            throws IOException {
        assertThat(refusal(dialect, request(model, "", messages == null ? "" : messages))
                        .orElseThrow()
                        .message())
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource({"openrouter, n", "ollama, tool_choice", "ollama, max_completion_tokens", "vllm, user"})
    void someFieldsAreAcceptedAndIgnored(String dialect, String field) {
        assertThat(ProfileReader.read(dialect).style().ignoredFields()).contains(field);
    }

    private static Optional<ApiError> refusal(String dialect, ChatRequest request) {
        return ProfileReader.read(dialect).review(request).refusal();
    }

    private static ChatRequest request(String model, String members, String messages) throws IOException {
        String body = "{'model':'" + model + "','messages':[" + messages + "]"
                + (members.isEmpty() ? "" : "," + members) + "}";
        String json = body.replace("USER", USER)
                .replace("CALL", CALL)
                .replace("RESULT", RESULT)
                .replace("TOOL", TOOL)
                .replace('\'', '"');
        return ChatRequest.of((ObjectNode) Json.parse(json));
    }
}
