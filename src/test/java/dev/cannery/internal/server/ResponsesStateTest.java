package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
    private final HttpClient client = HttpClient.newHttpClient();
    private MockServer server;

    @BeforeEach
    void start() {
        server = MockServer.builder().start();
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
