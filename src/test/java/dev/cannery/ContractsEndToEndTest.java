package dev.cannery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own contracts and stubs over HTTP. */
class ContractsEndToEndTest {
    private static final String WEATHER = "{'type':'function','function':{'name':'get_weather'}}";
    private static final String FORECAST = "{'type':'function','function':{'name':'get_forecast'}}";

    private static MockServer server = MockServer.builder().start();

    @BeforeAll
    static void serveTheProjectsOwnContracts() {
        server.close();
        server = MockServer.builder()
                .contracts(ContractReader.read(Path.of("contracts")))
                .stubs(Path.of("stubs"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "/openai/deployments/gpt-4o-mini/chat/completions?api-version=2024-10-21"
            })
    void answersEveryPathOfTheApi(String path) {
        String model = path.startsWith("/openai") ? "" : "'model':'gpt-4o-mini',";
        given(request(model + "'messages':[{'role':'user','content':'Hello'}]"))
                .post(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("choices[0].message.content", equalTo("Hi! How can I help?"))
                .body("choices[0].finish_reason", equalTo("stop"));
    }

    @Test
    void aToolIsCalledWholeAndStreamed() {
        String body = "'model':'gpt-4o','temperature':0.2,'tools':[" + WEATHER + "],"
                + "'messages':[{'role':'user','content':'What is the weather in Paris?'}]";

        post(body)
                .then()
                .statusCode(200)
                .body("choices[0].message.tool_calls", hasSize(1))
                .body("choices[0].message.tool_calls[0].function.name", equalTo("get_weather"))
                .body("choices[0].message.tool_calls[0].function.arguments", equalTo("{\"city\":\"Paris\"}"))
                .body("choices[0].finish_reason", equalTo("tool_calls"));
        String events =
                post(body + ",'stream':true").then().statusCode(200).extract().asString();

        assertThat(events).contains("\"name\":\"get_weather\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void answersAnAgentTurnByTurn() {
        String question = "{'role':'user','content':'What should I pack for Oslo?'}";
        Response first = post("'model':'gpt-4o','tools':[" + FORECAST + "],'messages':[" + question + "]");
        String id = first.path("choices[0].message.tool_calls[0].id");
        String call = "{'role':'assistant','content':null,'tool_calls':[{'id':'" + id + "','type':'function',"
                + "'function':{'name':'get_forecast','arguments':'{\\'city\\':\\'Oslo\\',\\'days\\':3}'}}]}";

        post("'model':'gpt-4o','tools':[" + FORECAST + "],'messages':[" + question + "," + call
                        + ",{'role':'tool','tool_call_id':'" + id + "','content':'heavy rain'}]")
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("Pack a raincoat. It will rain in Oslo."));
    }

    @Test
    void aMissNamesTheWrongFieldAndForbidsRetries() {
        post("'model':'gpt-4o','temperature':0.9,'tools':[" + WEATHER + "],"
                        + "'messages':[{'role':'user','content':'What is the weather in Rome?'}]")
                .then()
                .statusCode(404)
                .header("x-should-retry", "false")
                .body("error.type", equalTo("no_matching_interaction"))
                .body("error.param", equalTo("temperature"))
                .body(
                        "error.message",
                        equalTo("No interaction matched POST /v1/chat/completions. Nearest: 'asks for the weather'"
                                + " (contracts/weather.yaml:9): temperature: expected 0..0.3, was 0.9"));
    }

    @Test
    void refusesWhatTheProviderWouldRefuseInItsWords() {
        post("'model':'o3','max_tokens':10,'messages':[{'role':'user','content':'Hello'}]")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("unsupported_parameter"))
                .body("error.param", equalTo("max_tokens"))
                .body(
                        "error.message",
                        equalTo("Unsupported parameter: 'max_tokens' is not supported with this model."
                                + " Use 'max_completion_tokens' instead."));
    }

    @Test
    void successiveAnswersEndWithThanks() {
        String body = "'model':'gpt-4o','messages':[{'role':'user','content':'a burst of requests'}]";

        post(body).then().statusCode(429).header("retry-after-ms", "1000");
        post(body).then().statusCode(429);
        post(body).then().statusCode(200).body("choices[0].message.content", equalTo("Thanks for waiting."));
    }

    @Test
    void answersOtherPathsFromWireMockMappings() {
        given().baseUri(server.baseUrl().toString())
                .body("{}")
                .post("/embeddings")
                .then()
                .statusCode(200)
                .body("data[0].object", equalTo("embedding"));
    }

    private static Response post(String members) {
        return given(request(members)).post("/v1/chat/completions");
    }

    private static RequestSpecification request(String members) {
        String body = "{" + members.replace("\\'", "\\\"").replace('\'', '"') + "}";
        return given().baseUri("http://127.0.0.1:" + server.port())
                .header("content-type", "application/json")
                .body(body.replace("\\\\\"", "\\\""));
    }
}
