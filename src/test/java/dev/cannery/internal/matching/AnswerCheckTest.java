package dev.cannery.internal.matching;

import static dev.cannery.Responses.error;
import static dev.cannery.Responses.json;
import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.TestWords.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Interaction;
import dev.cannery.Response;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    private final AnswerCheck check = new AnswerCheck();

    @Test
    void anAnswerThatBreaksTheRequestsSchemaIsADefect() {
        ChatRequest request = request("""
                {"response_format": {"type": "json_schema", "json_schema": {"name": "i", "schema":
                  {"type": "object", "required": ["total"]}}}}""");

        assertThat(check.check(request, answer(json(Map.of("total", 1))))).isEmpty();
        assertThat(codes(request, answer(json(Map.of("sum", 1))))).containsExactly("C603");
        assertThat(codes(request, answer(text("free text")))).containsExactly("C602");
    }

    @Test
    void aCallOfAToolThatIsNotOfferedIsADefect() {
        assertThat(codes(request("{}"), answer(toolCall("f")))).containsExactly("C604");
        assertThat(codes(request("{\"functions\": [{\"name\": \"f\"}]}"), answer(toolCall("f"))))
                .isEmpty();
    }

    @Test
    void argumentsThatDoNotFitAreADefect() {
        ChatRequest request = request("""
                {"tools": [{"type": "function", "function": {"name": "f", "parameters":
                  {"type": "object", "properties": {"n": {"type": "integer"}}}}}]}""");

        assertThat(codes(request, answer(toolCall("f", Map.of("n", "one"))))).containsExactly("C605");
        assertThat(codes(request, answer(toolCall("f", Map.of("n", 1))))).isEmpty();
        assertThat(codes(request, answer(toolCall("f", "{\"n\":")))).isEmpty();
    }

    @Test
    void aCustomToolTakesAnyText() {
        ChatRequest request = request("{\"tools\": [{\"type\": \"custom\", \"custom\": {\"name\": \"sql\"}}]}");

        assertThat(codes(request, answer(toolCall("sql", "SELECT 1")))).isEmpty();
    }

    @Test
    void aSchemaThatCannotBeUsedIsNotTheAnswersFault() {
        ChatRequest request = request("""
                {"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": 7}}}}""");

        assertThat(codes(request, answer(json(Map.of("total", 1))))).isEmpty();
    }

    @Test
    void anErrorAndAPlainTextAreNeverADefect() {
        assertThat(codes(request("{}"), answer(error("server_error")))).isEmpty();
        assertThat(codes(request("{}"), answer(text("hello")))).isEmpty();
    }

    @Test
    void theDefectNamesTheInteractionAndTheFault() {
        LoadedInteraction interaction = loaded(Interaction.named("calls f").reply(toolCall("f")));

        ApiError defect = AnswerCheck.defect(
                interaction,
                check.check(
                        request("{}"), interaction.turns().get(0).responses().get(0)));

        assertThat(defect.status()).isEqualTo(500);
        assertThat(defect.code()).isEqualTo("C604");
        assertThat(defect.message())
                .isEqualTo(
                        "The canned response of 'calls f' (java) does not fit the request: response.tool_calls[0].name:"
                                + " expected no tool call, because the request offers no tools, was \"f\"");
    }

    private List<String> codes(ChatRequest request, CannedResponse response) {
        return check.check(request, response).stream()
                .map(Mismatch::id)
                .map(id -> id.code())
                .toList();
    }

    private static CannedResponse answer(Response answer) {
        return loaded(Interaction.named("any").reply(answer))
                .turns()
                .get(0)
                .responses()
                .get(0);
    }

    private static ChatRequest request(String body) {
        try {
            return ChatRequest.of((ObjectNode) Json.parse(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
