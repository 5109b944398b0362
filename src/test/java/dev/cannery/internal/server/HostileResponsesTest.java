package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Responses API answers whatever is sent to it in the provider's words, soon and within its memory. */
@Timeout(60)
class HostileResponsesTest {
    private static final String UNPARSED = "We could not parse the JSON body of your request.";
    private static final String CONVERSATIONS = "/v1/conversations";

    private final HttpClient client = HttpClient.newHttpClient();
    private MockServer server;

    @BeforeEach
    void start() {
        server = MockServer.builder()
                .contracts(ContractReader.parse("contract.yaml", """
                        interactions:
                          - {name: answers all, request: {model: '*'}, response: {content: Hello, reasoning: First. Then.}}
                        """))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body.replace('\'', '"'));
    }

    private static JsonNode error(HttpResponse<String> refused) throws IOException {
        return Json.parse(refused.body()).path("error");
    }

    private static String nested(String open, int depth, String close) {
        return "{'model':'gpt-5.4','input':" + open.repeat(depth) + "1" + close.repeat(depth) + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses", "/v1/responses/input_tokens", "/v1/responses/compact", CONVERSATIONS})
    void aBodyThatIsNotUtf8CannotBeParsed(String path) throws IOException, InterruptedException {
        byte[] body = "{\"metadata\":{\"town\":\"K\u00f6ln\"}}".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> refused = send("POST", path, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("message").asText()).isEqualTo(UNPARSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses", "/v1/responses/input_tokens", "/v1/responses/compact", CONVERSATIONS})
    void aBodyThatIsNotOneObjectCannotBeParsed(String path) throws IOException, InterruptedException {
        List<String> bodies = List.of(
                "null",
                "[]",
                "'x'",
                "1",
                "{",
                "{}{}",
                "{'model':NaN}",
                "{'model':'\u0001'}",
                nested("[", 5_000, "]"),
                nested("{'a':", 5_000, "}"),
                "{'" + "k".repeat(200_000) + "':1}");
        for (String body : bodies) {
            HttpResponse<String> refused = post(path, body);

            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(error(refused).path("message").asText()).isEqualTo(UNPARSED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'metadata':1} | metadata | Invalid type for 'metadata': expected a metadata object, but got an integer instead.",
                "{'metadata':{'a':1}} | metadata.a | Invalid type for 'metadata.a': expected a string, but got an integer instead.",
                "{'items':'x'} | items | Invalid type for 'items': expected an array of input items, but got a string instead.",
                "{'items':{}} | items | Invalid type for 'items': expected an array of input items, but got an object instead.",
                "{'items':[1]} | items[0] | Invalid type for 'items[0]': expected an input item, but got an integer instead.",
                "{'items':[{'role':'x','content':'a'}]} | items[0] | Invalid value: 'x'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
                "{'items':[{'type':'function_call_output'}]} | items[0].call_id | Missing required parameter: 'items[0].call_id'.",
                "{'other':1} | other | Unknown parameter: 'other'.",
            })
    void aConversationIsCheckedLikeTheInputOfARequest(String body, String param, String message)
            throws IOException, InterruptedException {
        HttpResponse<String> refused = post(CONVERSATIONS, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("param").asText()).isEqualTo(param);
        assertThat(error(refused).path("message").asText()).isEqualTo(message);
    }

    @Test
    void aConversationGetsAtMostTwentyItemsAtOnce() throws IOException, InterruptedException {
        String item = "{'role':'user','content':'a'}";
        String twenty = (item + ",").repeat(19) + item;

        assertThat(post(CONVERSATIONS, "{'items':[" + twenty + "]}").statusCode())
                .isEqualTo(200);
        assertThat(post(CONVERSATIONS, "{'items':[" + twenty + "," + item + "]}")
                        .body())
                .contains(
                        "Invalid 'items': array too long. Expected an array with maximum length 20, but got an array with"
                                + " length 21 instead.");
    }

    @Test
    void resultsOfToolsMayComeIntoAConversationBeforeTheirCalls() throws IOException, InterruptedException {
        assertThat(post(CONVERSATIONS, "{'items':[{'type':'function_call_output','call_id':'c','output':'x'}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void responsesAreOnlyCreatedAtTheirPath(String method) throws IOException, InterruptedException {
        HttpResponse<String> refused = send(method, "/v1/responses", "");

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(error(refused).path("message").asText())
                .isEqualTo("Invalid method for URL (" + method + " /v1/responses)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses/r", "/v1/responses/r/input_items", "/v1/conversations/c/items/i"})
    void refusalsBelowTheApiHaveItsFormat(String path) throws IOException, InterruptedException {
        HttpResponse<String> refused = send("GET", path, "");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .startsWith("{\n  \"error\": {\n    \"message\"")
                .endsWith("}");
    }

    @Test
    void aContinuedResponseCountsTowardsTheContext() throws IOException, InterruptedException {
        String half = "'model':'gpt-4o-mini','input':'" + "word ".repeat(70_000) + "'";
        HttpResponse<String> first = post("/v1/responses", "{" + half + "}");
        String id = Json.parse(first.body()).path("id").asText();
        HttpResponse<String> second = post("/v1/responses", "{" + half + ",'previous_response_id':'" + id + "'}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(error(second).path("code").asText()).isEqualTo("context_length_exceeded");
    }

    @Test
    void manyItemsTakeTimeInProportion() throws IOException, InterruptedException {
        String calls = series(20_000, "{'type':'function_call','call_id':'c%d','name':'f','arguments':'{}'}");
        String results = series(20_000, "{'type':'function_call_output','call_id':'c%d','output':'x'}");
        String answers = series(50_000, "{'role':'assistant','content':'%d'}");
        String references = series(50_000, "{'type':'item_reference','id':'msg_%d'}");

        assertThat(post("/v1/responses", input(calls + "," + results)).statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/responses", input(answers)).statusCode()).isEqualTo(200);
        assertThat(post("/v1/responses", input(references)).statusCode()).isEqualTo(404);
    }

    private static String input(String items) {
        return "{'model':'gpt-5.4','input':[" + items + "]}";
    }

    private static String series(int size, String form) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(form.replace("%d", String.valueOf(i)));
        }
        return String.join(",", items);
    }

    @Test
    void aWrongValueAnywhereIsRefusedAndNeverFailsTheServer() throws IOException, InterruptedException {
        ObjectNode whole = (ObjectNode) Json.parse("""
                {"model": "gpt-5.4", "instructions": "Be brief", "input": [
                  {"role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_image", "image_url": "data:image/png;base64,AA"}]},
                  {"type": "message", "role": "assistant", "phase": "final_answer", "content": [{"type": "output_text", "text": "a", "annotations": []}]},
                  {"type": "reasoning", "summary": [{"type": "summary_text", "text": "s"}], "encrypted_content": "x"},
                  {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
                  {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_text", "text": "x"}]},
                  {"type": "web_search_call", "id": "ws_1", "status": "completed", "action": {"type": "search", "query": "q"}}],
                 "tools": [{"type": "function", "name": "f", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}}},
                  {"type": "custom", "name": "g"}, {"type": "web_search"}],
                 "tool_choice": {"type": "allowed_tools", "mode": "auto", "tools": [{"type": "function", "name": "f"}]},
                 "text": {"format": {"type": "text"}, "verbosity": "low"}, "reasoning": {"effort": "low", "summary": "auto"},
                 "include": ["reasoning.encrypted_content"], "metadata": {"a": "b"}, "truncation": "auto", "store": true, "stream": false,
                 "conversation": {"id": "conv_1"}, "prompt": {"id": "pmpt_1", "variables": {"a": "b"}}}
                """);
        List<JsonNode> wrong = new ArrayList<>();
        for (String value :
                List.of("null", "true", "-1", "1.5", "1e30", "''", "'x'", "'\\ud800'", "[]", "[null]", "{}")) {
            wrong.add(Json.parse(value.replace('\'', '"')));
        }
        Random random = new Random(18);
        for (List<String> place : places(whole)) {
            ObjectNode broken = whole.deepCopy();
            if (random.nextBoolean()) {
                broken.remove(List.of("conversation", "prompt"));
            }
            put(broken, place, wrong.get(random.nextInt(wrong.size())));
            HttpResponse<String> answer = send("POST", "/v1/responses", broken.toString());

            assertThat(answer.statusCode()).as("%s: %s", broken, answer.body()).isLessThan(500);
        }
    }

    /** Returns the places of all values inside a tree: names, and indices as texts. */
    private static List<List<String>> places(JsonNode tree) {
        List<List<String>> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        for (int i = 0; i < tree.size() && tree.isArray(); i++) {
            names.add(String.valueOf(i));
        }
        for (String name : names) {
            places.add(List.of(name));
            for (List<String> inner : places(tree.isArray() ? tree.get(Integer.parseInt(name)) : tree.get(name))) {
                List<String> place = new ArrayList<>(List.of(name));
                place.addAll(inner);
                places.add(place);
            }
        }
        return places;
    }

    private static void put(JsonNode tree, List<String> place, JsonNode value) {
        String name = place.get(0);
        boolean isLast = place.size() == 1;
        if (tree instanceof ArrayNode array) {
            int index = Integer.parseInt(name);
            if (isLast) {
                array.set(index, value);
            } else {
                put(array.get(index), place.subList(1, place.size()), value);
            }
        } else if (tree instanceof ObjectNode object && isLast) {
            object.set(name, value);
        } else if (tree.has(name)) {
            put(tree.get(name), place.subList(1, place.size()), value);
        }
    }
}
