package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second request of an agent, which a provider refuses if the agent keeps back what it was sent. */
class DutyTest {
    private static final String CONTRACT = """
            provider: %s
            interactions:
              - name: looks
                request: {prompt: Weather?, tool_results: {get_weather: {absent: true}}}
                response: {reasoning: They ask for the weather., tool_calls: [{name: get_weather, arguments: {city: Paris}}]}
              - name: tells
                request: {tool_results: {get_weather: {contains: sunny}}}
                response: It is sunny.
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deepseek | deepseek-reasoner | reasoning_content | The `reasoning_content` in the thinking mode",
                "moonshot | kimi-k2-thinking | reasoning_content | reasoning_content is missing in assistant tool call message at index 1",
                "gemini | gemini-3-pro-preview | extra_content | Function call is missing a thought_signature",
                "mistral | mistral-small-latest | id | but must be a-z, A-Z, 0-9, with a length of 9."
            })
    void whatACallCameWithMustComeBack(String provider, String model, String member, String refusal)
            throws IOException {
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse("duty.yaml", CONTRACT.formatted(provider)))
                        .start();
                RawClient client = new RawClient(server.port())) {
            ObjectNode first = Json.object().put("model", model);
            first.putArray("messages").addObject().put("role", "user").put("content", "Weather?");
            first.putArray("tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", "get_weather");
            JsonNode message = body(client, first).path("choices").path(0).path("message");

            String careless = client.exchange(RawClient.post(
                    Replies.PATH, second(first, without(member, message)).toString()));
            assertThat(careless).contains(" 400 ", refusal);
            assertThat(body(client, second(first, message))
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo("It is sunny.");
        }
    }

    private static JsonNode body(RawClient client, ObjectNode request) throws IOException {
        String answer = client.exchange(RawClient.post(Replies.PATH, request.toString()));
        assertThat(answer).contains(" 200 ");
        return Json.parse(answer.substring(answer.indexOf("\r\n\r\n")));
    }

    private static ObjectNode second(ObjectNode first, JsonNode message) {
        ObjectNode second = first.deepCopy();
        ArrayNode messages = (ArrayNode) second.path("messages");
        messages.add(message);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", message.at("/tool_calls/0/id").asText())
                .put("content", "sunny");
        return second;
    }

    /** Returns the message without a member, or with another id of its call. */
    private static JsonNode without(String member, JsonNode message) {
        ObjectNode changed = message.deepCopy();
        ObjectNode call = (ObjectNode) changed.at("/tool_calls/0");
        if (member.equals("id")) {
            call.put("id", "call_of_my_own");
        }
        call.remove(member.equals("id") ? "" : member);
        changed.remove(member);
        return changed;
    }
}
