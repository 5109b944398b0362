package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The points that the compliance suite of Open Responses (openresponses.org, April 2026) asks for over HTTP: a Response with all of the
 * required members, a message that completes, phases, streams, instructions, calls, images, and a conversation in the input.
 */
class OpenResponsesTest {
    private static final MockServer SERVER = MockServer.builder()
            .contracts(ContractReader.parse("open.yaml", """
                    interactions:
                      - {name: greets, request: {prompt: {contains: hello}}, response: 'Hello to you, too.'}
                      - {name: counts, request: {prompt: {contains: Count}}, response: '1, 2, 3, 4, 5'}
                      - {name: obeys, request: {system: {contains: pirate}, prompt: {contains: Greet}}, response: 'Ahoy, matey!'}
                      - {name: looks up, request: {prompt: {contains: weather}, tools: [get_weather]}, response: {tool_calls: [{get_weather: {location: San Francisco}}]}}
                      - {name: sees, request: {prompt: {contains: What is this}}, response: A red heart.}
                      - {name: remembers, request: {messages: {size: 3}, prompt: {contains: my name}}, response: Your name is Alice.}
                    """))
            .start();

    /** The members that the standard requires of every Response. */
    private static final Set<String> REQUIRED = Set.of(
            "id",
            "object",
            "created_at",
            "completed_at",
            "status",
            "incomplete_details",
            "model",
            "previous_response_id",
            "instructions",
            "output",
            "error",
            "tools",
            "tool_choice",
            "truncation",
            "parallel_tool_calls",
            "text",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "top_logprobs",
            "temperature",
            "reasoning",
            "usage",
            "max_output_tokens",
            "max_tool_calls",
            "store",
            "background",
            "service_tier",
            "metadata",
            "safety_identifier",
            "prompt_cache_key");

    private static final String USER = "{'type':'message','role':'user','content':";
    private static final String TOOL =
            "{'type':'function','name':'get_weather','description':'Get the weather','parameters':"
                    + "{'type':'object','properties':{'location':{'type':'string'}},'required':['location']}}";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static HttpResponse<String> ask(String fields) throws IOException, InterruptedException {
        String body = ("{'model':'gpt-5.4-mini'," + fields + "}").replace('\'', '"');
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + "/v1/responses"))
                .header("authorization", "Bearer any")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'input':[" + USER + "'Say hello in exactly 3 words.'}] | Hello to you, too.",
                "'input':[" + USER
                        + "'hello'},{'type':'message','role':'assistant','phase':'commentary','content':'Let me see.'},"
                        + USER + "'And hello again'}] | Hello to you, too.",
                "'input':[{'type':'message','role':'system','content':'You are a pirate.'}," + USER
                        + "'Greet me.'}] | Ahoy, matey!",
                "'instructions':'You are a pirate.','input':'Greet me.' | Ahoy, matey!",
                "'input':[" + USER
                        + "[{'type':'input_text','text':'What is this?'},{'type':'input_image','image_url':'data:image/png;base64,iVBORw0KGgo='}]}] | A red heart.",
                "'input':[" + USER
                        + "'My name is Alice.'},{'type':'message','role':'assistant','content':'Nice to meet you.'},"
                        + USER + "'What is my name?'}] | Your name is Alice.",
            })
    void aMessageAnswers(String fields, String text) throws IOException, InterruptedException {
        JsonNode response = Json.parse(ask(fields).body());
        JsonNode message = response.path("output").path(response.path("output").size() - 1);

        requireComplete(response);
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("status").asText()).isEqualTo("completed");
        assertThat(message.path("phase").asText()).isEqualTo("final_answer");
        assertThat(message.at("/content/0/type").asText()).isEqualTo("output_text");
        assertThat(message.at("/content/0/annotations").isArray()).isTrue();
        assertThat(message.at("/content/0/text").asText()).isEqualTo(text);
    }

    private static void requireComplete(JsonNode response) {
        Set<String> missing = new TreeSet<>(REQUIRED);
        response.fieldNames().forEachRemaining(missing::remove);

        assertThat(missing).isEmpty();
        assertThat(response.path("object").asText()).isEqualTo("response");
        assertThat(response.path("status").asText()).isEqualTo("completed");
        assertThat(response.path("error").isNull()).isTrue();
        assertThat(response.path("output")).isNotEmpty();
        assertThat(response.at("/usage/total_tokens").asInt())
                .isEqualTo(response.at("/usage/input_tokens").asInt()
                        + response.at("/usage/output_tokens").asInt());
    }

    @Test
    void aToolIsCalledAndEchoedWithAllOfItsMembers() throws IOException, InterruptedException {
        JsonNode response =
                Json.parse(ask("'input':[" + USER + "'What is the weather in San Francisco?'}],'tools':[" + TOOL + "]")
                        .body());
        JsonNode call = response.at("/output/0");

        requireComplete(response);
        assertThat(call.path("type").asText()).isEqualTo("function_call");
        assertThat(call.path("name").asText()).isEqualTo("get_weather");
        assertThat(Json.parse(call.path("arguments").asText()).path("location").asText())
                .isEqualTo("San Francisco");
        assertThat(call.path("call_id").asText()).isNotEmpty();
        assertThat(response.at("/tools/0/strict").isBoolean()).isTrue();
        assertThat(response.at("/tools/0").has("description")).isTrue();
        assertThat(response.at("/tools/0/parameters").isObject()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'input':[" + USER + "'Count from 1 to 5.'}]",
                "'input':[" + USER + "'weather'}],'tools':[" + TOOL + "]",
            })
    void aStreamIsNumberedAndEndsWithTheWholeResponse(String fields) throws IOException, InterruptedException {
        HttpResponse<String> stream = ask(fields + ",'stream':true");
        List<JsonNode> events = new ArrayList<>();
        for (String block : stream.body().strip().split("\n\n", -1)) {
            String[] lines = block.split("\n", -1);
            JsonNode event = Json.parse(lines[1].substring("data: ".length()));
            assertThat(lines[0]).isEqualTo("event: " + event.path("type").asText());
            assertThat(event.path("sequence_number").asInt()).isEqualTo(events.size());
            events.add(event);
        }
        JsonNode last = events.get(events.size() - 1);

        assertThat(stream.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(events.get(0).path("type").asText()).isEqualTo("response.created");
        assertThat(last.path("type").asText()).isEqualTo("response.completed");
        requireComplete(last.path("response"));
        assertThat(ResponseEvents.join(events).path("output")).isEqualTo(last.at("/response/output"));
    }
}
