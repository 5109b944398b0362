package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A miss of a request to the Responses API names the fields that the client sent. */
class ResponsesMissTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_completion_tokens: 500 | {'max_output_tokens': 200} | max_output_tokens: expected 500, was 200",
                "reasoning_effort: high | {'reasoning': {'effort': 'low'}, 'model': 'o3'} | reasoning.effort: expected",
                "verbosity: low | {'text': {'verbosity': 'high'}, 'model': 'gpt-5'} | text.verbosity: expected",
                "messages: {every: {content: {contains: tide}}} | {'input': [{'role': 'user', 'content': 'tide'}, {'role': 'user', 'content': 'boat'}]} | input[1].content: expected",
                "messages: {every: {content: {contains: tide}}} | {'instructions': 'boat'} | instructions: expected",
                "n: 2 | {} | n: expected 2 (the Responses API has no n; only chat completions can match), was",
                "seed: 7 | {} | seed: expected 7 (the Responses API has no seed; only chat completions can match), was",
                "stop: [END] | {} | the Responses API has no stop; only chat completions can match",
                "max_tokens: 5 | {} | max_tokens: expected 5 (the Responses API has no max_tokens; a rule on max_completion_tokens holds for its max_output_tokens), was",
            })
    void aMissNamesTheFieldThatTheClientSent(String rule, String fields, String expected) throws IOException {
        List<String> notices = new CopyOnWriteArrayList<>();
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse(
                                "a.yaml",
                                "{provider: openai, interactions: [{name: a, request: {" + rule + "}, response: Hi}]}"))
                        .notices(notices::add)
                        .start();
                RawClient client = new RawClient(server.port())) {
            String body = "{'model': 'gpt-4o-mini', 'input': 'tide', "
                    + fields.strip().substring(1);
            String head = client.send(RawClient.post(
                            "/v1/responses", body.replace(", }", "}").replace('\'', '"')))
                    .head();

            assertThat(head).startsWith("HTTP/1.1 404");
            assertThat(client.body(head)).contains(expected);
        }
        String place = expected.contains(": ") ? expected.substring(0, expected.indexOf(": ")) : "stop";
        assertThat(notices).singleElement().asString().contains("MISS  " + place + "  ");
    }
}
