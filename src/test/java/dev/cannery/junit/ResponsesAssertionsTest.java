package dev.cannery.junit;

import static dev.cannery.Rules.absent;
import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.field;
import static dev.cannery.Rules.jsonPath;
import static dev.cannery.Rules.member;
import static dev.cannery.Rules.model;
import static dev.cannery.Rules.path;
import static dev.cannery.Rules.prompt;
import static dev.cannery.Rules.responseFormat;
import static dev.cannery.Rules.system;
import static dev.cannery.Rules.toolResult;
import static dev.cannery.Rules.tools;
import static dev.cannery.Rules.within;
import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.Interaction;
import dev.cannery.Misbehaviour;
import dev.cannery.RequestRule;
import dev.cannery.Responses;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Assertions on requests to the Responses API: the same words as on chat completions, with the fields of the client. */
@ChatMockTest(strictness = Strictness.LENIENT)
class ResponsesAssertionsTest {
    private static final String TOOLS = "'tools': [{'type': 'function', 'name': 'get_forecast', 'parameters': {'type':"
            + " 'object', 'properties': {}}}]";

    @Test
    void theVocabularyIsThatOfChatCompletions(ChatMock mock) throws Exception {
        forecast(mock);
        JsonNode first = send(
                mock,
                "'instructions': 'Be brief', 'input': [{'role': 'user', 'content': [{'type':"
                        + " 'input_text', 'text': 'What should I pack, as json?'}]}], 'max_output_tokens': 100, 'text': {'format':"
                        + " {'type': 'json_object'}}, 'truncation': 'auto', 'stream': false, " + TOOLS);

        assertThat(mock)
                .wasCalled("looks up the forecast")
                .once()
                .notStreamed()
                .with(
                        model("gpt-4o"),
                        system("Be brief"),
                        prompt(contains("pack")),
                        tools("get_forecast"),
                        path(contains("/responses")),
                        responseFormat(member("type", "json_object")),
                        field("max_completion_tokens", within(16, 200)),
                        field("max_tokens", absent()),
                        field("truncation", "auto"),
                        field("instructions", contains("brief")));
        assertThat(mock.lastExchange().request().prompt()).isEqualTo("What should I pack, as json?");
        assertThat(first.path("output").path(0).path("type").asText()).isEqualTo("function_call");
    }

    @Test
    void aFailureNamesTheFieldsThatTheClientSent(ChatMock mock) throws Exception {
        forecast(mock);
        send(
                mock,
                "'input': [{'role': 'developer', 'content': 'Be brief'}, {'role': 'user', 'content': 'What should I"
                        + " pack?'}], 'max_output_tokens': 900, 'reasoning': {'summary': 'auto'}, " + TOOLS);

        String report = String.join(
                "\n",
                failure(mock, field("max_completion_tokens", within(16, 200))),
                failure(mock, jsonPath("$.messages[1].content", contains("shirt"))),
                failure(mock, responseFormat(member("type", "json_object"))),
                failure(mock, field("n", 2)),
                failure(mock, tools("other")));

        GoldenFile.of("junit/responses-assertions.txt").assertHolds(report + "\n");
    }

    @Test
    void aRequestThatContinuesAStoredResponseHasItsWholeConversation(ChatMock mock) throws Exception {
        forecast(mock);
        JsonNode first = send(mock, "'input': 'What should I pack?', " + TOOLS);
        send(mock, next(first, "rain"));
        delete(mock, first);

        assertThat(mock).wasCalled("looks up the forecast").times(2);
        assertThat(mock.exchanges().get(1))
                .with(toolResult("get_forecast", "rain"), prompt(contains("pack")))
                .wasAnsweredBy("looks up the forecast");
        assertThatThrownBy(() -> assertThat(mock.exchanges().get(1)).with(toolResult("get_forecast", "sun")))
                .hasMessageContaining("expected \"sun\", was \"rain\"");
    }

    @Test
    void whatAConversationHadLaterIsNoPartOfAnEarlierRequest(ChatMock mock) throws Exception {
        mock.reply("One", "Two");
        JsonNode conversation = post(mock, "/conversations", "{}");
        String same = "'conversation': '" + conversation.path("id").asText() + "', ";
        send(mock, same + "'input': 'Count'");
        send(mock, same + "'input': 'Go on'");

        assertThat(mock.exchanges().get(1)).with(jsonPath("$.messages[0].content", contains("Count")), prompt("Count"));
        assertThat(mock.exchanges().get(2)).with(jsonPath("$.messages[1].content", contains("One")), prompt("Go on"));
        assertThatThrownBy(() ->
                        assertThat(mock.exchanges().get(1)).with(jsonPath("$.messages[1].content", contains("One"))))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aClientThatSendsOnlyWhatIsNewRecovers(ChatMock mock) throws Exception {
        mock.add(Interaction.named("misleads")
                .when(prompt(contains("pack")))
                .reply(
                        Responses.toolCall("get_forecast").misbehaving(Misbehaviour.CUT_ARGUMENTS),
                        Responses.text("Done")));
        JsonNode first = send(mock, "'input': 'What should I pack?', " + TOOLS);
        send(mock, next(first, "rain"));

        mock.assertRecovered(1);
    }

    private static void forecast(ChatMock mock) {
        mock.add(Interaction.named("looks up the forecast")
                .when(prompt(contains("pack")))
                .reply(Responses.toolCall("get_forecast"), Responses.text("{\"advice\": \"Take a coat\"}")));
    }

    private static String failure(ChatMock mock, RequestRule rule) {
        try {
            mock.assertCalled().with(rule);
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("");
        }
        return "holds";
    }

    private static String next(JsonNode first, String result) {
        return "'previous_response_id': '" + first.path("id").asText() + "', 'input': [{'type': 'function_call_output',"
                + " 'call_id': '" + first.path("output").path(0).path("call_id").asText() + "', 'output': '" + result
                + "'}], " + TOOLS;
    }

    private static JsonNode send(ChatMock mock, String fields) throws IOException, InterruptedException {
        return post(mock, "/responses", ("{'model': 'gpt-4o', " + fields + "}").replace('\'', '"'));
    }

    private static JsonNode post(ChatMock mock, String path, String body) throws IOException, InterruptedException {
        return exchange(request(mock, path).POST(BodyPublishers.ofString(body)).build());
    }

    private static void delete(ChatMock mock, JsonNode response) throws IOException, InterruptedException {
        exchange(request(mock, "/responses/" + response.path("id").asText())
                .DELETE()
                .build());
    }

    private static HttpRequest.Builder request(ChatMock mock, String path) {
        return HttpRequest.newBuilder(URI.create(mock.baseUrl() + path)).header("content-type", "application/json");
    }

    private static JsonNode exchange(HttpRequest request) throws IOException, InterruptedException {
        return Json.parse(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }
}
