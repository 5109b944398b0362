package dev.cannery.internal.matching;

import static dev.cannery.internal.matching.Requests.asking;
import static dev.cannery.internal.matching.Requests.check;
import static dev.cannery.internal.matching.Requests.request;
import static dev.cannery.internal.matching.Requests.withHeaders;
import static dev.cannery.internal.matching.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parts of a request are, and how missing, null and empty differ. */
class RequestRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // rule | missing | null | []
                "absent: true | true | false | false",
                "present: true | false | true | true",
                "optional: {size: 1} | true | true | false",
                "size: 0 | false | false | true",
                "kind: array | false | false | true",
                "kind: null | false | true | false",
                "not: {size: 0} | true | true | false",
                "every: a | false | false | true",
                "none: a | false | false | true",
                "some: a | false | false | false",
                "first: a | false | false | false",
                "is: [] | false | false | true",
                "any_of: [{absent: true}, {size: 0}] | true | false | true",
            })
    void missingNullAndEmptyAreThreeThings(String rule, boolean missing, boolean isNull, boolean empty) {
        String rules = "stop: {" + rule.replace("kind: null", "kind: \"null\"") + "}";
        assertThat(check(rules, asking("Hi")).mismatches().isEmpty())
                .as("missing")
                .isEqualTo(missing);
        assertThat(check(rules, asking("Hi", "stop: null")).mismatches().isEmpty())
                .as("null")
                .isEqualTo(isNull);
        assertThat(check(rules, asking("Hi", "stop: []")).mismatches().isEmpty())
                .as("[]")
                .isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // rule | as sent | holds
                "1 | 1.0 | true",
                "1.0 | 1 | true",
                "0 | -0 | true",
                "0 | -0.0 | true",
                "0x10 | 16 | true",
                "0o10 | 8 | true",
                "1e3 | 1000 | true",
                "123456789012345678901234567890 | 123456789012345678901234567890 | true",
                "123456789012345678901234567890 | 123456789012345678901234567891 | false",
                "0..0.3 | 0.3 | true",
                "0..0.3 | 0.30000001 | false",
                "1e-400.. | 0 | false",
                "1e-400.. | 1e-999999999 | false",
                "..1e400 | 1e308 | true",
                "..1e400 | 1e999999999 | false",
                "..1e400 | -1e999999999 | true",
                "1.. | 1e999999999 | true",
                "1 | 1e999999999 | false",
                "{kind: number} | 1e999999999 | true",
                "{conforms_to: {multipleOf: 0.3}} | 1e999999999 | false",
                "{conforms_to: {maximum: 2}} | 1e999999999 | false",
            })
    void numbersAreComparedByValueHoweverLargeTheyAre(String rule, String sent, boolean holds) {
        assertTimeoutPreemptively(
                ofSeconds(10),
                () -> assertThat(check("temperature: " + rule, sending(sent))
                                .mismatches()
                                .isEmpty())
                        .isEqualTo(holds));
    }

    @Test
    void aMissOfAnOrderSaysHowManyStandInIt() throws Exception {
        assertThat(check("stop: {in_order: [a, b, c]}", request("{stop: ['a', 'c', 'b']}"))
                        .mismatches())
                .singleElement()
                .extracting(Mismatch::sentence)
                .isEqualTo(
                        "stop: expected in order \"a\", then \"b\", then \"c\" (2 of 3 found), was [\"a\",\"c\",\"b\"]");
    }

    @Test
    void aVastNumberIsShownAsItWasSent() throws Exception {
        assertThat(check("temperature: ..1e400", sending("1e999999999")))
                .failsAt("temperature")
                .expecting("..1e400")
                .butWas("1e999999999");
    }

    private static ChatRequest sending(String temperature) throws Exception {
        String body = "{\"messages\": [], \"temperature\": " + temperature + "}";
        return ChatRequest.parse("/v1/chat/completions", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nullLiteralIsNullAndNotMissing() {
        assertThat(check("temperature: null", asking("Hi", "temperature: null")))
                .passes();
        assertThat(check("temperature: null", asking("Hi")))
                .failsAt("temperature")
                .expecting("null")
                .butWas("missing")
                .as(FindingId.MISSING);
    }

    @Test
    void promptIsTheLastUserMessageWhateverItsForm() {
        ChatRequest parts = request("{messages: [{role: 'user', content: 'first'}, {role: 'user', content: "
                + "[{type: 'text', text: 'sec'}, {type: 'image_url', image_url: {url: 'x'}}, {type: 'text', text: 'ond'}]},"
                + " {role: 'assistant', content: 'third'}]}");
        assertThat(check("prompt: second", parts)).passes();
        assertThat(check("prompt: first", parts))
                .failsAt("prompt")
                .expecting("\"first\"")
                .butWas("\"second\"");
        assertThat(check("prompt: {absent: true}", request("{messages: [{role: 'user', content: []}]}")))
                .passes();
    }

    @Test
    void systemJoinsSystemAndDeveloperMessages() {
        ChatRequest both = request("{messages: [{role: 'system', content: 'a'}, {role: 'user', content: 'b'},"
                + " {role: 'developer', content: [{type: 'text', text: 'c'}]}]}");
        assertThat(check("system: \"a\\nc\"", both)).passes();
    }

    @Test
    void headersAreNamedInAnyCase() {
        ChatRequest sent = withHeaders(Map.of("X-Tenant", "acme"));
        assertThat(check("headers: {x-tenant: acme}", sent)).passes();
        assertThat(check("headers: {X-TENANT: umbrella}", sent))
                .failsAt("headers.X-TENANT")
                .expecting("\"umbrella\"")
                .butWas("\"acme\"");
        assertThat(check("headers: {x-other: {absent: true}}", sent)).passes();
    }

    @Test
    void parametersOfTheQueryAreReachedByName() {
        ChatRequest sent =
                asking("Hi").withQuery(QueryText.parse("api-version=2024-10-21&x=a%20b&x=c+d&empty&broken=%zz"));

        assertThat(check("query: {api-version: \"2024-10-21\", x: \"a b, c d\"}", sent))
                .passes();
        assertThat(check("query: {empty: \"\", broken: \"%zz\", other: {absent: true}}", sent))
                .passes();
        assertThat(check("query: {api-version: {glob: 2024-*}}", sent)).passes();
        assertThat(check("query: {api-version: {any_of: [preview, {matches: ^20}]}}", sent))
                .passes();
        assertThat(check("query: {api-version: preview}", sent))
                .failsAt("query.api-version")
                .expecting("\"preview\"")
                .butWas("\"2024-10-21\"");
        assertThat(check("query: {api-version: {present: true}}", asking("Hi"))
                        .mismatches()
                        .isEmpty())
                .isFalse();
        assertThat(check("query: {Api-Version: {present: true}}", sent)
                        .mismatches()
                        .isEmpty())
                .as("unlike headers, parameters have their case")
                .isFalse();
    }

    @Test
    void secretsOfTheQueryAreNotShown() {
        ChatRequest sent = asking("Hi").withQuery(Map.of("api-key", "s3cret"));

        assertThat(check("query: {api-key: other}", sent))
                .failsAt("query.api-key")
                .butWas("\"[redacted]\"");
    }

    @Test
    void toolResultsThatAreAnsweredAreHistory() {
        String history = "{role: 'assistant', tool_calls: [{id: 'a', type: 'function', function: {name: 'f'}}]},"
                + " {role: 'tool', tool_call_id: 'a', content: 'one'}";
        String answered = ", {role: 'assistant', content: 'It is one.'}, {role: 'user', content: 'thanks'}";

        assertThat(check("tool_results: {f: one}", request("{messages: [" + history + "]}")))
                .passes();
        assertThat(check(
                        "tool_results: {f: one}",
                        request("{messages: [" + history + ", {role: 'user', content: 'go on'}]}")))
                .passes();
        assertThat(check("tool_results: {f: one}", request("{messages: [" + history + answered + "]}")))
                .failsAt("tool_results.f")
                .butWas("missing");
        assertThat(check(
                        "tool_results: {f: one}", request("{messages: [" + history + answered + ", " + history + "]}")))
                .passes();
    }

    @Test
    void deploymentOfAnAzurePathIsTheModel() {
        String path = "/openai/deployments/gpt-4o-mini/chat/completions";
        assertThat(check("model: gpt-4o*", ChatRequest.of(path, Map.of(), Json.object())))
                .passes();
        assertThat(check("path: {starts_with: /openai}", ChatRequest.of(path, Map.of(), Json.object())))
                .passes();
        ObjectNode named = Json.object().put("model", "o3");
        assertThat(check("model: gpt-4o*", ChatRequest.of(path, Map.of(), named)))
                .failsAt("model")
                .butWas("\"o3\"");
    }

    @Test
    void toolResultAnswersTheCallOfItsName() {
        String messages = "{messages: [{role: 'assistant', tool_calls: [{id: 'a', function: {name: 'f'}},"
                + " {id: 'b', type: 'custom', custom: {name: 'g'}}]}, {role: 'tool', tool_call_id: 'a', content: 'one'},"
                + " {role: 'tool', tool_call_id: 'b', content: [{type: 'text', text: 'two'}]},"
                + " {role: 'tool', tool_call_id: 'orphan', content: 'three'},"
                + " {role: 'function', name: 'h', content: 'four'}]}";
        assertThat(check("tool_results: {f: one, g: two, h: four}", request(messages)))
                .passes();
        assertThat(check("tool_results: {orphan: three}", request(messages)))
                .failsAt("tool_results.orphan")
                .butWas("missing")
                .as(FindingId.MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.model | m",
                "$['model'] | m",
                "$.messages.length() | 2",
                "$.messages[1].role | assistant",
                "$.messages[-1].role | assistant",
                "$.messages[*].role | [user, assistant]",
                "$..role | [user, assistant]",
                "$.messages[?(@.role == 'user')].content | [Hi]",
                "$.messages[9] | {absent: true}",
                "$.none | {absent: true}",
                "$.user | {is: null}",
                "$..none | []",
                "$.messages[9].role | {absent: true}",
            })
    void jsonPathSelectsAValueOrAListOfValues(String path, String rule) {
        ChatRequest request = request("{model: 'm', user: null, messages: [{role: 'user', content: 'Hi'},"
                + " {role: 'assistant', content: 'Ho'}]}");
        assertThat(check("jsonpath: {\"" + path + "\": " + rule + "}", request)).passes();
    }

    @Test
    void strictAllowsOnlyWhatARuleMentions() {
        String strict = "interactions:\n  - name: a\n    strict: true\n    response: ok\n    request: ";
        var interaction = Requests.contracts(
                        strict + "{prompt: Hi, jsonpath: {'$[\"n\"]': 1, $.seed: {optional: 2}}}\n")
                .get(0)
                .interactions()
                .get(0);
        assertThat(check(interaction, asking("Hi", "n: 1"))).passes();
        assertThat(check(interaction, asking("Hi", "n: 1", "seed: 2"))).passes();
        assertThat(check(interaction, asking("Hi", "n: 1", "user: 'me'")))
                .failsAt("user")
                .expecting("no such field, because the interaction is strict")
                .butWas("\"me\"")
                .as(FindingId.UNMENTIONED);
    }

    @Test
    void deepScansOfHostileBodiesEnd() {
        StringBuilder body = new StringBuilder("{messages: ");
        body.append("[".repeat(400)).append("]".repeat(400)).append(", stop: [");
        body.append("[1, 2], ".repeat(20_000)).append("0]}");
        ChatRequest request = request(body.toString());

        assertTimeoutPreemptively(ofSeconds(20), () -> {
            assertThat(check("jsonpath: {'$..*': {size: 1..}}", request)).passes();
            assertThat(check("jsonpath: {'$..*..*': {size: 1..}}", request)).passes();
        });
    }
}
