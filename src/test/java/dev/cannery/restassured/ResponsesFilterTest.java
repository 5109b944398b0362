package dev.cannery.restassured;

import static dev.cannery.restassured.CompletionMatchers.callsTool;
import static dev.cannery.restassured.CompletionMatchers.finishes;
import static dev.cannery.restassured.CompletionMatchers.says;
import static dev.cannery.restassured.CompletionMatchers.usesTokens;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import dev.cannery.Contract;
import dev.cannery.FinishReason;
import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import io.restassured.filter.Filter;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter and the matchers on calls of the Responses API. */
class ResponsesFilterTest {
    private static final List<LoadedContract> PACKING = ContractReader.parse("contracts/packing.yaml", """
            interactions:
              - name: packs
                request: {system: {contains: brief}, prompt: {contains: pack}, max_completion_tokens: 16..200}
                turns:
                  - response: {tool_calls: [{name: get_forecast, arguments: {city: Oslo}}]}
                  - request: {tool_results: {get_forecast: {contains: rain}}}
                    response: Take a raincoat.
                verify: {content: {contains: coat}}
              - name: is cut
                request: {prompt: Tell a story}
                response: {content: Once upon, finish_reason: length}
                verify: false
            """);
    private static final MockServer PROVIDER =
            MockServer.builder().contracts(PACKING).start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConversationThatTheProviderStoresIsChecked(boolean stream) {
        ContractFilter packing = filter();

        ValidatableResponse first = call(packing, "'stream': " + stream + ", " + question(100))
                .body(callsTool("get_forecast", containsString("Oslo")))
                .body(finishes(FinishReason.TOOL_CALLS))
                .body(usesTokens(greaterThan(10)));

        String body = first.extract().asString();
        String id = body.replaceFirst("(?s).*?\"id\": ?\"(resp_\\w+).*", "$1");
        String call = body.replaceFirst("(?s).*?\"call_id\": ?\"(call_\\w+).*", "$1");
        call(packing, "'stream': " + stream + ", " + next(id, call, "rain all day"))
                .body(says("Take a raincoat."))
                .body(finishes(FinishReason.STOP));
    }

    @Test
    void aCallThatViolatesTheContractNamesTheFieldsOfTheClient() {
        int before = PROVIDER.exchanges().size();

        assertThatThrownBy(() -> call(filter(), question(900)))
                .isInstanceOf(AssertionError.class)
                .satisfies(failure ->
                        GoldenFile.of("junit/filter-responses-miss.txt").assertHolds(failure.getMessage() + "\n"));
        assertThatThrownBy(() -> call(filter(), "{"))
                .hasMessage("the body of POST /v1/responses is not a request: We could not parse the JSON body of your"
                        + " request.");
        assertThat(PROVIDER.exchanges()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResponseThatViolatesTheContractFails(boolean stream) {
        ContractFilter dry = ContractFilter.of(ContractReader.parse("contracts/dry.yaml", """
                interactions:
                  - name: stays dry
                    request: {prompt: Tell a story}
                    response: The end.
                    verify: {content: {contains: end}}
                """));
        String story = "'stream': " + stream + ", 'input': 'Tell a story'";

        assertThatThrownBy(() -> call(dry, story))
                .isInstanceOf(AssertionError.class)
                .satisfies(failure ->
                        GoldenFile.of("junit/filter-responses-answer.txt").assertHolds(failure.getMessage() + "\n"));
        call(dry.requestsOnly(), story).body(says("Once upon")).body(finishes(FinishReason.LENGTH));
    }

    @Test
    void aStreamWithoutItsLastEventFails() {
        try (MockServer unsound = MockServer.builder()
                .contracts(ContractReader.parse("contracts/cut.yaml", """
                        interactions:
                          - name: breaks off
                            request: {stream: true}
                            response: {content: Hi there, fault: {kind: no_done, after_chunks: 2}}
                            verify: false
                        """))
                .start()) {
            assertThatThrownBy(
                            () -> call(unsound, ContractFilter.ofProfile("openai"), "'stream': true, 'input': 'Hello'"))
                    .isInstanceOf(AssertionError.class)
                    .satisfies(failure -> GoldenFile.of("junit/filter-responses-stream.txt")
                            .assertHolds(failure.getMessage() + "\n"));
        }
    }

    @Test
    void aProviderMayRefuseOrLackTheApi() {
        assertThatThrownBy(() -> call(ContractFilter.ofProfile("openai"), "'input': 'Hello', 'max_output_tokens': 1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "'openai' would refuse the request with status 400: Invalid 'max_output_tokens'");
        String lacks =
                "'cerebras' has no Responses API. Call its chat completions, or use a provider that has it, such as"
                        + " openai";
        assertThatThrownBy(() -> call(ContractFilter.ofProfile("cerebras"), "'input': 'Hello'"))
                .hasMessage(lacks);
        List<? extends Contract> other = ContractReader.parse(
                "contracts/other.yaml", "provider: cerebras\ninteractions: [{name: any, request: {}, response: Hi}]");
        assertThatThrownBy(() -> call(ContractFilter.of(other), "'input': 'Hello'"))
                .hasMessage(lacks);
    }

    private static ContractFilter filter() {
        return ContractFilter.of(PACKING);
    }

    private static String question(int limit) {
        return "'instructions': 'Be brief', 'input': 'What should I pack?', 'max_output_tokens': " + limit + ", "
                + TOOLS;
    }

    private static final String TOOLS = "'tools': [{'type': 'function', 'name': 'get_forecast', 'parameters':"
            + " {'type': 'object', 'properties': {'city': {'type': 'string'}}}}]";

    private static String next(String response, String call, String result) {
        return "'instructions': 'Be brief', 'max_output_tokens': 100, " + TOOLS + ", 'previous_response_id': '"
                + response + "', 'input': [{'type': 'function_call_output', 'call_id': '" + call + "', 'output': '"
                + result + "'}]";
    }

    private static ValidatableResponse call(Filter filter, String fields) {
        return call(PROVIDER, filter, fields);
    }

    private static ValidatableResponse call(MockServer provider, Filter filter, String fields) {
        return given().filter(filter)
                .contentType("application/json")
                .body(("{'model': 'gpt-4o-mini', " + fields + "}").replace('\'', '"'))
                .post(provider.baseUrl() + "/responses")
                .then();
    }
}
