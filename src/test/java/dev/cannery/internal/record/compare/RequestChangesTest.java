package dev.cannery.internal.record.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestChangesTest {
    private static final String RECORDED = """
            {"model": "gpt-4o", "temperature": 0.2, "seed": 7, "messages": [
              {"role": "system", "content": "You are a guide."},
              {"role": "user", "content": "What is the weather in Paris?"}],
             "tools": [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object",
               "properties": {"city": {"type": "string"}, "unit": {"type": "string"}}}}}]}
            """;

    private static ChatRequest request(String json) {
        try {
            return ChatRequest.of((ObjectNode) Json.parse(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in Paris?               | in Paris? Be brief.      | prompt          | grew by \"Be brief.\"",
                "in Paris?               | in Paris now?            | prompt          | grew by \"now\"",
                "the weather in          | in                       | prompt          | lost \"the weather\"",
                "What is the weather in  | Tell me about            | prompt          | \"What is the weather in\" → \"Tell me about\"",
                "You are a guide.        | You are a terse guide.   | system          | grew by \"terse\"",
                "\"temperature\": 0.2    | \"temperature\": 0.7     | temperature     | 0.2 → 0.7",
                "\"seed\": 7,            | ''                       | seed            | removed, was 7",
                "\"seed\": 7,            | \"seed\": 7, \"n\": 1,   | n               | added: 1",
                "gpt-4o                  | gpt-4o-mini              | model           | grew by \"-mini\"",
                "get_weather             | get_forecast             | tools           | lost get_weather"
            })
    void eachChangedFieldIsNamedWithWhatHasChanged(String before, String after, String field, String what) {
        assertThat(RequestChanges.between(request(RECORDED), request(RECORDED.replace(before, after))))
                .contains(new RequestChanges.FieldChange(field, what));
    }

    @Test
    void theSchemaOfAToolThatLosesAKeyIsNamed() {
        String now = RECORDED.replace(", \"unit\": {\"type\": \"string\"}", "");

        assertThat(RequestChanges.between(request(RECORDED), request(now)))
                .containsExactly(
                        new RequestChanges.FieldChange("tools.get_weather.parameters.properties", "lost key 'unit'"));
    }

    @Test
    void aRequestThatIsTheSameButForTheIdsOfCallsHasNoChanges() {
        String loop = """
                {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"},
                  {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function",
                    "function": {"name": "look", "arguments": "{}"}}]},
                  {"role": "tool", "tool_call_id": "call_1", "content": "x"}]}
                """;

        assertThat(RequestChanges.between(request(loop), request(loop.replace("call_1", "call_2"))))
                .isEmpty();
    }

    @Test
    void anotherMessageIsNamedByItsPlace() {
        String now = RECORDED.replace(
                "\"What is the weather in Paris?\"}",
                "\"What is the weather in Paris?\"}, {\"role\": \"user\", \"content\": \"Now!\"}");

        assertThat(RequestChanges.between(request(RECORDED), request(now)))
                .contains(new RequestChanges.FieldChange("prompt", "added: user \"Now!\""));
    }

    @Test
    void anotherEndpointIsAChangeOfThePath() throws IOException {
        ObjectNode body = (ObjectNode) Json.parse("{\"model\":\"gpt-4o\",\"input\":\"Hi\"}");
        ChatRequest chat = request("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(RequestChanges.between(chat, ChatRequest.of("/v1/responses", Map.of(), body)))
                .containsExactly(new RequestChanges.FieldChange("path", "/v1/chat/completions → /v1/responses"));
    }
}
