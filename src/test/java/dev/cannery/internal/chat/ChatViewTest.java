package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request to the Responses API means the same as a chat request. */
class ChatViewTest {
    private static final String TOOL_LOOP = "[{'role':'user','content':'Weather?'},{'type':'reasoning','summary':[]},"
            + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Let me look.'}]},"
            + "{'type':'function_call','call_id':'call_1','name':'weather','arguments':'{}'},{'type':'reasoning','summary':[]},"
            + "{'type':'function_call','call_id':'call_2','name':'news','arguments':'{}'},"
            + "{'type':'function_call_output','call_id':'call_1','output':'sunny'},"
            + "{'type':'function_call_output','call_id':'call_2','output':[{'type':'input_text','text':'quiet'}]}]";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.parse(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ChatRequest request(String body) {
        return request(body, EarlierItems.none());
    }

    private static ChatRequest request(String body, EarlierItems earlier) {
        return ChatRequest.of("/v1/responses", Map.of(), json(body), earlier);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'input':'Hi'} | messages | [{'role':'user','content':'Hi'}]",
                "{'instructions':'Be brief','input':'Hi'} | messages | [{'role':'system','content':'Be brief'},{'role':'user','content':'Hi'}]",
                "{'input':[{'role':'user','content':[{'type':'input_text','text':'Hi'}]}]} | messages | [{'role':'user','content':'Hi'}]",
                "{'input':[{'role':'developer','content':'Hi'}]} | messages | [{'role':'developer','content':'Hi'}]",
                "{'input':[{'role':'user','content':[{'type':'input_text','text':'Hi'},{'type':'input_image','image_url':'data:x','detail':'low'}]}]} | messages | [{'role':'user','content':[{'type':'text','text':'Hi'},{'type':'image_url','image_url':{'detail':'low','url':'data:x'}}]}]",
                "{'input':[{'role':'assistant','content':[{'type':'refusal','refusal':'No'}]}]} | messages | [{'role':'assistant','content':null,'refusal':'No'}]",
                "{'input':[{'type':'custom_tool_call','call_id':'call_1','name':'sql','input':'SELECT 1'}]} | messages | [{'role':'assistant','content':null,'tool_calls':[{'id':'call_1','type':'custom','custom':{'name':'sql','input':'SELECT 1'}}]}]",
                "{'max_output_tokens':50} | max_completion_tokens | 50",
                "{'reasoning':{'effort':'low'}} | reasoning_effort | `\"low\"`",
                "{'text':{'verbosity':'high'}} | verbosity | `\"high\"`",
                "{'text':{'format':{'type':'json_schema','name':'a','schema':{}}}} | response_format | {'type':'json_schema','json_schema':{'name':'a','schema':{}}}",
                "{'text':{'format':{'type':'json_object'}}} | response_format | {'type':'json_object'}",
                "{'tools':[{'type':'function','name':'a','parameters':{}},{'type':'web_search'}]} | tools | [{'type':'function','function':{'name':'a','parameters':{}}},{'type':'web_search'}]",
                "{'tool_choice':{'type':'function','name':'a'}} | tool_choice | {'type':'function','function':{'name':'a'}}",
                "{'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'a'}]}} | tool_choice | {'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'a'}}]}}",
                "{'tool_choice':'auto'} | tool_choice | `\"auto\"`",
                "{'include':['message.output_text.logprobs'],'top_logprobs':2} | logprobs | true",
                "{'stream':true} | stream_options | {'include_usage':true}",
                "{'truncation':'auto'} | truncation | `\"auto\"`",
                "{'instructions':'Be brief'} | instructions | `\"Be brief\"`",
            })
    void eachFieldHasItsCounterpart(String sent, String field, String meant) throws JsonProcessingException {
        JsonNode expected = Json.parse(meant.replace('\'', '"'));

        assertThat(request(sent).field(field)).isEqualTo(expected);
    }

    @Test
    void fieldsThatOnlyChatCompletionsHaveAreNotSeen() {
        ChatRequest request = request("{'n':2,'stop':'x','seed':1,'max_tokens':5,'top_logprobs':3,'messages':[1]}");

        assertThat(request.body()).isEqualTo(json("{'messages':[]}"));
        assertThat(request.sentBody().path("n").intValue()).isEqualTo(2);
    }

    @Test
    void aRunOfAssistantItemsIsOneMessageWhoseReasoningIsLeftOut() {
        JsonNode messages = request("{'input':" + TOOL_LOOP + "}").messages();

        assertThat(messages).hasSize(4);
        assertThat(messages.get(1).path("content").textValue()).isEqualTo("Let me look.");
        assertThat(messages.get(1).path("tool_calls").findValuesAsText("name")).containsExactly("weather", "news");
        assertThat(messages.get(3)).isEqualTo(json("{'role':'tool','tool_call_id':'call_2','content':'quiet'}"));
        assertThat(request("{'input':" + TOOL_LOOP + "}").toolResult("news").textValue())
                .isEqualTo("quiet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages[0].content | instructions",
                "messages[1].content | input[0].content",
                "messages[2].content | input[2].content",
                "messages[2].tool_calls[1].function.arguments | input[5].arguments",
                "messages[2].tool_calls[0].id | input[3].call_id",
                "messages[3].tool_call_id | input[6].call_id",
                "max_completion_tokens | max_output_tokens",
                "response_format.json_schema.schema | text.format.schema",
                "response_format.type | text.format.type",
                "tools[3].function.name | tools[3].name",
                "temperature | temperature",
            })
    void aPathLeadsToWhatWasSent(String viewed, String sent) {
        ChatRequest request = request("{'instructions':'Be brief','input':" + TOOL_LOOP + "}");

        assertThat(request.sentPath(viewed)).isEqualTo(sent);
    }

    @Test
    void earlierResponsesAreResolvedAndTheirInstructionsAreNot() {
        EarlierItems earlier = new EarlierItems() {
            @Override
            public Optional<List<JsonNode>> conversation(String id) {
                return id.equals("resp_1")
                        ? Optional.of(List.of(
                                json("{'role':'user','content':'One'}"), json("{'role':'assistant','content':'Two'}")))
                        : Optional.empty();
            }

            @Override
            public Optional<JsonNode> item(String id) {
                return id.equals("msg_1")
                        ? Optional.of(json("{'type':'message','role':'assistant','content':'Two'}"))
                        : Optional.empty();
            }

            @Override
            public Optional<String> responseOfCall(String callId) {
                return Optional.of("resp_1");
            }

            @Override
            public Optional<String> reasoningBefore(String id) {
                return Optional.empty();
            }
        };

        assertThat(request("{'previous_response_id':'resp_1','input':'Three'}", earlier)
                        .messages()
                        .findValuesAsText("content"))
                .containsExactly("One", "Two", "Three");
        assertThat(request(
                                "{'input':[{'type':'item_reference','id':'msg_1'},{'type':'item_reference','id':'msg_2'}]}",
                                earlier)
                        .messages()
                        .findValuesAsText("content"))
                .containsExactly("Two");
        assertThat(request(
                                "{'input':[{'type':'function_call','call_id':'a','name':'x'},{'type':'function_call_output','call_id':'a'},"
                                        + "{'type':'function_call','call_id':'b','name':'y'},{'type':'function_call_output','call_id':'b'}]}",
                                earlier)
                        .messages())
                .as("calls of one response are one message, in whatever order their results follow")
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'m','messages':[{'role':'user','content':'Hi'}]}",
                "{'model':'m','messages':[{'role':'system','content':'Be brief'},{'role':'user','content':'Hi'}],'temperature':0.5}",
                "{'messages':[{'role':'developer','content':'Be brief'},{'role':'user','content':[{'type':'text','text':'Hi'},{'type':'image_url','image_url':{'url':'data:x'}}]}]}",
                "{'messages':[{'role':'user','content':'W?'},{'role':'assistant','content':'Wait.','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},{'id':'b','type':'custom','custom':{'name':'g','input':'x'}}]},{'role':'tool','tool_call_id':'a','content':'1'},{'role':'tool','tool_call_id':'b','content':'2'}]}",
                "{'messages':[{'role':'assistant','content':null,'refusal':'No'},{'role':'user','content':'Why?'}]}",
                "{'messages':[],'tools':[{'type':'function','function':{'name':'f','parameters':{},'strict':true}},{'type':'custom','custom':{'name':'g'}}],'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'f'}}]}}}",
                "{'messages':[],'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{},'strict':true}},'verbosity':'low','reasoning_effort':'high','max_completion_tokens':30}",
                "{'messages':[],'logprobs':true,'top_logprobs':2,'stream':true,'stream_options':{'include_usage':true}}",
            })
    void aChatRequestSentAsAResponsesRequestMeansTheSame(String chat) {
        ResponsesBody sent = ResponsesBody.of(json(chat));
        ObjectNode meant =
                ChatRequest.of("/v1/responses", Map.of(), sent.body()).body();

        assertThat(sent.lost()).isEmpty();
        json(chat)
                .properties()
                .forEach(field -> assertThat(meant.path(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @Test
    void fieldsThatTheResponsesApiDoesNotHaveAreNamed() {
        assertThat(ResponsesBody.of(json("{'n':2,'messages':[],'stop':'x','max_tokens':20}")))
                .satisfies(sent -> assertThat(sent.lost()).containsExactly("n", "stop"))
                .satisfies(sent -> assertThat(sent.body()).isEqualTo(json("{'input':[],'max_output_tokens':20}")));
    }
}
