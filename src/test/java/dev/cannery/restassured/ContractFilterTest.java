package dev.cannery.restassured;

import static dev.cannery.restassured.CompletionMatchers.callsTool;
import static dev.cannery.restassured.CompletionMatchers.finishes;
import static dev.cannery.restassured.CompletionMatchers.says;
import static dev.cannery.restassured.CompletionMatchers.saysThat;
import static dev.cannery.restassured.CompletionMatchers.usesTokens;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.wire.Json;
import io.restassured.filter.Filter;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ContractFilterTest {
    private static final MockServer PROVIDER = MockServer.builder()
            .contracts(ContractReader.read(Path.of("contracts")))
            .start();
    private static final ContractFilter WEATHER = ContractFilter.of(Path.of("contracts/weather.yaml"));

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void aCallThatMatchesTheContractIsSent() {
        call(WEATHER, request("What is the weather in Paris?", 0.2))
                .statusCode(200)
                .body(callsTool("get_weather"))
                .body(callsTool("get_weather", containsString("Paris")))
                .body(finishes(FinishReason.TOOL_CALLS))
                .body(usesTokens(greaterThan(10)));
    }

    @Test
    void aCallThatViolatesTheContractFailsAndIsNotSent() {
        int before = PROVIDER.exchanges().size();

        assertThatThrownBy(() -> call(WEATHER, request("What is the weather in Paris?", 0.9)))
                .isInstanceOf(AssertionError.class)
                .satisfies(failure -> GoldenFile.of("junit/filter-miss.txt").assertHolds(failure.getMessage() + "\n"));
        assertThatThrownBy(() -> call(WEATHER, "{".getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "the body of POST /v1/chat/completions is not a request: We could not parse the JSON body of"
                                + " your request.");
        assertThat(PROVIDER.exchanges()).hasSize(before);
    }

    @Test
    void aCallThatTheProviderWouldRefuseFails() {
        assertThatThrownBy(() -> call(ContractFilter.ofProfile("openai"), request("Hello", 9)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "'openai' would refuse the request with status 400: Invalid 'temperature': decimal above maximum"
                                + " value. Expected a value <= 2, but got 9.0 instead.");
        call(ContractFilter.ofProfile("openai"), request("Hello", 0.5)).body(says("Hi! How can I help?"));
    }

    @Test
    void aResponseThatViolatesTheContractFails() {
        ContractFilter polite = ContractFilter.of(ContractReader.parse("contracts/test.yaml", """
                interactions:
                  - name: is polite
                    request: {prompt: Hello}
                    response: Good day!
                    verify: {content: {contains: Good day}}
                """));

        for (boolean stream : List.of(false, true)) {
            assertThatThrownBy(() -> call(polite, greeting(stream)))
                    .isInstanceOf(AssertionError.class)
                    .satisfies(failure ->
                            GoldenFile.of("junit/filter-answer.txt").assertHolds(failure.getMessage() + "\n"));
            call(polite.requestsOnly(), greeting(stream)).body(says("Hi! How can I help?"));
        }
    }

    @Test
    void anInvalidResponseFails() {
        try (MockServer unsound = MockServer.builder()
                .contracts(ContractReader.parse("contracts/test.yaml", """
                        interactions:
                          - name: breaks off
                            request: {prompt: Hello, stream: true}
                            response: {content: Hi, fault: {kind: no_done, after_chunks: 2}}
                            verify: false
                          - name: lies
                            request: {prompt: Bye}
                            response: {body: '{"choices": []}', headers: {content-type: application/json}}
                            verify: false
                        """))
                .start()) {
            ContractFilter openai = ContractFilter.ofProfile("openai");

            assertThatThrownBy(() -> call(unsound, openai, greeting(true)))
                    .isInstanceOf(AssertionError.class)
                    .satisfies(failure ->
                            GoldenFile.of("junit/filter-stream.txt").assertHolds(failure.getMessage() + "\n"));
            assertThatThrownBy(() -> call(unsound, openai, request("Bye", 0.2)))
                    .isInstanceOf(AssertionError.class)
                    .satisfies(failure ->
                            GoldenFile.of("junit/filter-shape.txt").assertHolds(failure.getMessage() + "\n"));
        }
    }

    @Test
    void streamsThatSatisfyTheContractPass() {
        // region matchers
        call(ContractFilter.of(Path.of("contracts")), greeting(true))
                .statusCode(200)
                .body(says("Hi! How can I help?"))
                .body(finishes(FinishReason.STOP));
        // endregion
        call(ContractFilter.ofProfile("openai"), greeting(true)).body(saysThat(startsWith("Hi!")));
    }

    @Test
    void callsToOtherPathsPass() {
        given().filter(WEATHER)
                .body("{}")
                .post(PROVIDER.baseUrl() + "/embeddings")
                .then()
                .statusCode(404);
    }

    @Test
    void matchersDescribeTheActualValue() {
        String body = "{\"choices\": [{\"message\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\"}]}";

        assertThat(mismatch(says("Bye"), body)).isEqualTo("a completion with content \"Bye\", but content was \"Hi\"");
        assertThat(mismatch(saysThat(startsWith("B")), body))
                .isEqualTo("a completion with content a string starting with \"B\", but content was \"Hi\"");
        assertThat(mismatch(callsTool("x"), body)).startsWith("a completion with tools called a collection containing");
        assertThat(mismatch(finishes(FinishReason.LENGTH), body)).endsWith("but finish_reason was \"stop\"");
        assertThat(mismatch(says("Hi"), "data: x")).endsWith("but was neither JSON nor a stream: \"data: x\"");
        assertThat(mismatch(says("Hi"), "{}")).endsWith("but was neither a completion nor a Response: \"{}\"");
    }

    private static String mismatch(Matcher<String> matcher, String body) {
        assertThat(matcher.matches(body)).isFalse();
        Description mismatch = new StringDescription();
        matcher.describeMismatch(body, mismatch);
        return StringDescription.asString(matcher) + ", but " + mismatch;
    }

    private static ValidatableResponse call(Filter filter, byte[] body) {
        return call(PROVIDER, filter, body);
    }

    private static ValidatableResponse call(MockServer provider, Filter filter, byte[] body) {
        return given().filter(filter)
                .contentType("application/json")
                .body(body)
                .post(provider.baseUrl() + "/chat/completions")
                .then();
    }

    private static byte[] greeting(boolean stream) {
        // a fixed order, since the ids of the response depend on it
        ObjectNode body = Json.object().put("model", "gpt-4o").put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return Json.compactBytes(body);
    }

    private static byte[] request(String prompt, double temperature) {
        Map<String, Object> tool = Map.of(
                "type",
                "function",
                "function",
                Map.of("name", "get_weather", "parameters", Map.of("type", "object", "properties", Map.of())));
        return Json.compactBytes(Json.treeOf(Map.of(
                "model",
                "gpt-4o-mini",
                "temperature",
                temperature,
                "messages",
                List.of(Map.of("role", "user", "content", prompt)),
                "tools",
                List.of(tool))));
    }
}
