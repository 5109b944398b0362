package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Responses API stores can be read, continued and removed over HTTP. */
class ResponsesStateTest {
    private static final String CONTRACT = """
            interactions:
              - name: asks for the weather
                request: {prompt: Weather?}
                turns:
                  - response:
                      tool_calls:
                        - {name: weather, arguments: {city: Rome}}
                        - {name: weather, arguments: {city: Oslo}}
                  - request: {tool_results: {weather: sunny}}
                    response: Sunny in both.
              - name: greets
                request: {messages: {size: 1}, prompt: Hello}
                response: Hi
              - name: is strict
                strict: true
                request: {model: '*', messages: {size: 2}, prompt: Exactly, max_completion_tokens: 50}
                response: Yes
              - name: uses the names of the Responses API
                request: {prompt: Shorten, truncation: auto, instructions: {contains: brief}, reasoning: {summary: auto}}
                response: Short
              - name: has an id of its own
                request: {prompt: Own}
                response: {id: resp_own, content: Mine}
              - name: thinks
                request: {prompt: Think}
                response: {reasoning: Let me see., content: Done}
              - name: is stored from the start
                stored: true
                request: {prompt: Kept}
                response: {id: resp_kept, content: Kept since the start}
              - name: goes on
                request: {messages: {size: 3}, prompt: And you?}
                response: Fine
            """;

    private static final String TOOL =
            ",'tools':[{'type':'function','name':'weather','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'}},'required':['city'],'additionalProperties':false}}]";

    private final HttpClient client = HttpClient.newHttpClient();
    private MockServer server;

    @BeforeEach
    void start() {
        server = MockServer.builder()
                .contracts(ContractReader.parse("contract.yaml", CONTRACT))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("authorization", "Bearer sk-test")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aConversationIsCreatedReadChangedAndDeleted() throws IOException, InterruptedException {
        JsonNode created = json("POST", "/v1/conversations", "{'metadata':{'topic':'demo'}}");
        String path = "/v1/conversations/" + created.path("id").asText();

        assertThat(names(created)).containsExactly("id", "object", "created_at", "metadata");
        assertThat(created.path("id").asText()).matches("conv_[0-9a-f]{50}");
        assertThat(json("GET", path, "")).isEqualTo(created);
        assertThat(json("POST", path, "{'metadata':{'topic':'other'}}")
                        .at("/metadata/topic")
                        .asText())
                .isEqualTo("other");
        assertThat(json("DELETE", path, "").path("object").asText()).isEqualTo("conversation.deleted");
        assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void itemsOfAConversationAreListedNewestFirst() throws IOException, InterruptedException {
        String items = json("POST", "/v1/conversations", "{'items':[{'role':'user','content':'One'}]}")
                        .path("id")
                        .asText()
                        .replaceFirst("^", "/v1/conversations/")
                + "/items";
        JsonNode added = json(
                "POST",
                items,
                "{'items':[{'type':'message','role':'user','content':'Two'},{'role':'user','content':'Three'}]}");
        JsonNode all = json("GET", items, "");

        assertThat(added.path("data")).hasSize(2);
        assertThat(names(all)).containsExactly("object", "data", "first_id", "has_more", "last_id");
        assertThat(all.path("data").findValuesAsText("text")).containsExactly("Three", "Two", "One");
        assertThat(json("GET", items + "?limit=1&order=asc", "").path("data").findValuesAsText("text"))
                .containsExactly("One");
        String first = all.path("first_id").asText();
        assertThat(json("GET", items + "/" + first, "").findValuesAsText("text"))
                .containsExactly("Three");
        json("DELETE", items + "/" + first, "");
        assertThat(json("GET", items, "").path("data")).hasSize(2);
    }

    private JsonNode respond(String fields) throws IOException, InterruptedException {
        return json("POST", "/v1/responses", "{'model':'gpt-5.4-mini'," + fields + "}");
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    @Test
    void aResponseIsReadAsItWasGivenAndDeleted() throws IOException, InterruptedException {
        JsonNode given = respond("'input':'Hello'");
        String path = "/v1/responses/" + id(given);

        assertThat(json("GET", path, "")).isEqualTo(given);
        assertThat(json("GET", path + "/input_items", "").path("data").findValuesAsText("text"))
                .containsExactly("Hello");
        assertThat(json("DELETE", path, "").path("deleted").asBoolean()).isTrue();
        assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aStrictInteractionMentionsEachFieldOnce() throws IOException, InterruptedException {
        String fields = "'model':'gpt-5.4-mini','input':'Exactly','instructions':'Be brief','max_output_tokens':50";

        assertThat(send("POST", "/v1/responses", "{" + fields + "}").statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/v1/responses", "{" + fields + ",'stream':false,'truncation':'auto'}")
                        .body())
                .contains("truncation", "no such field, because the interaction is strict");
    }

    @Test
    void aRuleMayNameAFieldThatOnlyTheResponsesApiHas() throws IOException, InterruptedException {
        String fields = "'input':'Shorten','instructions':'Be brief','reasoning':{'summary':'auto'}";

        assertThat(respond(fields + ",'truncation':'auto'")
                        .at("/output/0/content/0/text")
                        .asText())
                .isEqualTo("Short");
        assertThat(send("POST", "/v1/responses", "{'model':'gpt-5.4-mini'," + fields + "}")
                        .body())
                .contains("truncation: expected");
    }

    @Test
    void aResponseIsStoredFromTheStart() throws IOException, InterruptedException {
        String path = "/v1/responses/resp_kept";
        JsonNode stored = json("GET", path, "");

        assertThat(stored.path("object").asText()).isEqualTo("response");
        assertThat(stored.at("/output/0/content/0/text").asText()).isEqualTo("Kept since the start");
        assertThat(json("GET", path + "/input_items", "").path("data").findValuesAsText("text"))
                .containsExactly("Kept");
        assertThat(json("GET", "/v1/chat/completions", "").path("data")).isEmpty();
        assertThat(respond("'input':'And you?','previous_response_id':'resp_kept'")
                        .at("/output/0/content/0/text")
                        .asText())
                .isEqualTo("Fine");
    }

    @Test
    void aResponseIsStoredFromTheStartUntilItsContractIsGone() throws IOException, InterruptedException {
        String path = "/v1/responses/resp_kept";

        json("DELETE", path, "");
        assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/__admin/reset", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", path, "").statusCode()).isEqualTo(200);
        server.replaceContracts(List.of());
        assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aResponseThatIsNotToBeStoredIsNotFound() throws IOException, InterruptedException {
        JsonNode given = respond("'input':'Hello','store':false");

        assertThat(send("GET", "/v1/responses/" + id(given), "").statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestContinuesAnEarlierResponseByItsId() throws IOException, InterruptedException {
        JsonNode first = respond("'input':'Hello'");
        JsonNode second = respond("'input':'And you?','previous_response_id':'" + id(first) + "'");

        assertThat(second.at("/output/0/content/0/text").asText()).isEqualTo("Fine");
        assertThat(second.path("previous_response_id").asText()).isEqualTo(id(first));
    }

    @Test
    void aRequestContinuesAConversation() throws IOException, InterruptedException {
        String conversation = id(json("POST", "/v1/conversations", "{}"));
        respond("'input':'Hello','conversation':'" + conversation + "'");
        JsonNode second = respond("'input':'And you?','conversation':{'id':'" + conversation + "'}");

        assertThat(second.at("/output/0/content/0/text").asText()).isEqualTo("Fine");
        assertThat(json("GET", "/v1/conversations/" + conversation + "/items?order=asc", "")
                        .path("data")
                        .findValuesAsText("text"))
                .containsExactly("Hello", "Hi", "And you?", "Fine");
    }

    @Test
    void earlierItemsMayBeReferredTo() throws IOException, InterruptedException {
        JsonNode first = respond("'input':'Hello'");
        JsonNode second = respond("'input':[{'role':'user','content':'Hello'},{'type':'item_reference','id':'"
                + first.at("/output/0/id").asText() + "'},{'role':'user','content':'And you?'}]");

        assertThat(second.at("/output/0/content/0/text").asText()).isEqualTo("Fine");
    }

    @Test
    void itemsOfAResponseWithAnIdOfItsOwnMayBeReferredTo() throws IOException, InterruptedException {
        JsonNode first = respond("'input':'Own'");
        String item = first.at("/output/0/id").asText();
        JsonNode second = respond("'input':[{'role':'user','content':'Hello'},{'type':'item_reference','id':'" + item
                + "'},{'role':'user','content':'And you?'}]");

        assertThat(id(first)).isEqualTo("resp_own");
        assertThat(second.at("/output/0/content/0/text").asText()).isEqualTo("Fine");
    }

    @Test
    void anItemThatCameAfterReasoningIsSentWithIt() throws IOException, InterruptedException {
        JsonNode output = respond("'input':'Think'").path("output");
        String question = "'input':[{'role':'user','content':'Think'},";
        String reasoning =
                "{'type':'item_reference','id':'" + output.at("/0/id").asText() + "'},";
        String answer = "{'type':'item_reference','id':'" + output.at("/1/id").asText() + "'},";
        String next = "{'role':'user','content':'And you?'}]";

        assertThat(respond(question + reasoning + answer + next)
                        .at("/output/0/content/0/text")
                        .asText())
                .isEqualTo("Fine");
        assertThat(send("POST", "/v1/responses", "{'model':'gpt-5.4-mini'," + question + answer + next + "}")
                        .body())
                .contains("Item '" + output.at("/1/id").asText()
                        + "' of type 'message' was provided without its required 'reasoning' item: '"
                        + output.at("/0/id").asText() + "'.");
    }

    @Test
    void parallelCallsAreOneTurnInWhateverOrderTheirResultsFollow() throws IOException, InterruptedException {
        JsonNode calls = respond("'input':'Weather?'" + TOOL).path("output");
        String question = "{'role':'user','content':'Weather?'},";
        String first = calls.get(0) + ",{'type':'function_call_output','call_id':'"
                + calls.get(0).path("call_id").asText() + "','output':'sunny'},";
        String second = calls.get(1) + ",{'type':'function_call_output','call_id':'"
                + calls.get(1).path("call_id").asText() + "','output':'sunny'}";

        JsonNode answer = respond("'input':[" + question + first + second + "]" + TOOL);

        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("Sunny in both.");
    }

    @Test
    void aBackgroundResponseIsQueuedThenPolled() throws IOException, InterruptedException {
        JsonNode queued = respond("'input':'Hello','background':true");
        String path = "/v1/responses/" + id(queued);

        assertThat(queued.path("status").asText()).isEqualTo("queued");
        assertThat(queued.path("output")).isEmpty();
        assertThat(json("GET", path, "").path("status").asText()).isEqualTo("in_progress");
        assertThat(json("GET", path, "").path("status").asText()).isEqualTo("completed");
        assertThat(json("GET", path, "").at("/output/0/content/0/text").asText())
                .isEqualTo("Hi");
    }

    @Test
    void aBackgroundResponseIsCancelledBeforeItIsComplete() throws IOException, InterruptedException {
        String path = "/v1/responses/" + id(respond("'input':'Hello','background':true"));

        assertThat(json("POST", path + "/cancel", "").path("status").asText()).isEqualTo("cancelled");
        assertThat(json("GET", path, "").path("status").asText()).isEqualTo("cancelled");
        assertThat(send("POST", "/v1/responses/" + id(respond("'input':'Hello'")) + "/cancel", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theEventsOfABackgroundResponseAreReplayed() throws IOException, InterruptedException {
        String first = send(
                        "POST",
                        "/v1/responses",
                        "{'model':'gpt-5.4-mini','input':'Hello','background':true,'stream':true}")
                .body();
        String id = first.replaceFirst("(?s).*?\"id\":\"(resp_[^\"]*)\".*", "$1");
        String path = "/v1/responses/" + id + "?stream=true";

        assertThat(send("GET", path, "").body()).isEqualTo(first);
        assertThat(send("GET", path + "&starting_after=2", "").body())
                .isEqualTo(first.substring(first.indexOf("event:", first.indexOf("\"sequence_number\":2}"))));
    }

    @Test
    void inputTokensAreCountedWithoutAResponse() throws IOException, InterruptedException {
        JsonNode count = json("POST", "/v1/responses/input_tokens", "{'model':'gpt-5.4-mini','input':'Hello'}");

        assertThat(count.toString()).isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":7}");
    }

    @Test
    void aConversationIsCompactedIntoOneItem() throws IOException, InterruptedException {
        JsonNode compaction = json(
                "POST",
                "/v1/responses/compact",
                "{'model':'gpt-5.4-mini','input':[{'role':'user','content':'Hello'},{'role':'assistant','content':'Hi'}]}");

        assertThat(names(compaction)).containsExactly("id", "object", "created_at", "output", "usage");
        assertThat(compaction.path("output").findValuesAsText("type"))
                .containsExactly("message", "input_text", "compaction");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET | /v1/responses/resp_1 | 404 | Response with id 'resp_1' not found.",
                "DELETE | /v1/responses/resp_1 | 404 | Response with id 'resp_1' not found.",
                "GET | /v1/responses/resp_1/input_items | 404 | Response with id 'resp_1' not found.",
                "POST | /v1/responses/resp_1/cancel | 404 | Response with id 'resp_1' not found.",
                "GET | /v1/conversations/conv_1 | 404 | Conversation with id 'conv_1' not found.",
                "POST | /v1/responses/resp_1/input_items | 405 | Invalid method for URL (POST /v1/responses/resp_1/input_items)",
            })
    void whatIsNotThereIsRefusedInTheWordsOfTheProvider(String method, String path, int status, String message)
            throws IOException, InterruptedException {
        HttpResponse<String> refused = send(method, path, "");

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Json.parse(refused.body()).at("/error/message").asText()).startsWith(message);
    }
}
