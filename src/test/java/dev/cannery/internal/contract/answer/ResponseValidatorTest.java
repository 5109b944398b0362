package dev.cannery.internal.contract.answer;

import static dev.cannery.Responses.json;
import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.Rules.absent;
import static dev.cannery.Rules.field;
import static dev.cannery.Rules.responseFormat;
import static dev.cannery.Rules.tools;
import static dev.cannery.TestWords.object;
import static dev.cannery.TestWords.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.Interaction;
import dev.cannery.RequestRule;
import dev.cannery.Response;
import dev.cannery.Rule;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of an answer when it is loaded. */
class ResponseValidatorTest {
    private static final Rule INVOICE = plain(object(
            "type",
            "json_schema",
            "json_schema",
            object(
                    "name",
                    "invoice",
                    "schema",
                    object(
                            "type",
                            "object",
                            "properties",
                            object("total", object("type", "number")),
                            "required",
                            List.of("total")))));

    private static final RequestRule WEATHER = field(
            "tools",
            List.of(object(
                    "type",
                    "function",
                    "function",
                    object(
                            "name",
                            "get_weather",
                            "parameters",
                            object(
                                    "type",
                                    "object",
                                    "properties",
                                    object("city", object("type", "string")),
                                    "additionalProperties",
                                    false)))));

    @Test
    void jsonThatBreaksTheInteractionsOwnSchemaIsRefused() {
        assertThatIsRefused(
                responseFormat(INVOICE),
                json(Map.of("total", "much")),
                "response: response.content: expected a value that conforms to the schema (/total: string found, number"
                        + " expected), was {\"total\":\"much\"} (C603)");
    }

    @Test
    void textIsRefusedWhereTheInteractionAsksForJson() {
        assertThatIsRefused(
                responseFormat(plain(object("type", "json_object"))),
                text("[1]"),
                "response: response.content: expected a JSON object, as requested by response_format json_object, was"
                        + " \"[1]\" (C602)");
        assertThatIsRefused(
                responseFormat(INVOICE),
                text("Sure!"),
                "response: response.content: expected JSON, as requested by response_format json_schema, was \"Sure!\" (C602)");
    }

    @Test
    void jsonThatIsCutShortNeedNotBeWhole() {
        assertThatIsFine(responseFormat(INVOICE), text("{\"tot").finishReason(FinishReason.LENGTH));
    }

    @Test
    void aToolThatTheInteractionDoesNotOfferIsRefused() {
        assertThatIsRefused(
                tools("get_weather", "get_time"),
                toolCall("get_wether"),
                "response: response.tool_calls[0].name: expected one of the tools get_time, get_weather, was"
                        + " \"get_wether\" (C604)");
        assertThatIsRefused(
                field("tools", absent()),
                toolCall("get_weather"),
                "response: response.tool_calls[0].name: expected no tool call, because the request offers no tools, was"
                        + " \"get_weather\" (C604)");
    }

    @Test
    void argumentsMustFitTheParametersOfTheOfferedFunction() {
        assertThatIsFine(WEATHER, toolCall("get_weather", Map.of("city", "Paris")));
        assertThatIsRefused(
                WEATHER,
                toolCall("get_weather", Map.of("town", "Paris")),
                "response: response.tool_calls[0].arguments: expected a value that conforms to the schema (property"
                        + " 'town' is not defined in the schema and the schema does not allow additional properties), was"
                        + " {\"town\":\"Paris\"} (C605)");
    }

    @Test
    void argumentsMustBeAnObjectWhereverTheyAreJson() {
        assertThatIsRefused(
                tools("get_weather"),
                toolCall(
                        "get_weather",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                .arrayNode()
                                .add(1)),
                "response: response.tool_calls[0].arguments: expected a JSON object as arguments, was [1] (C605)");
    }

    @Test
    void argumentsThatAreNoJsonAreThereToTestAClient() {
        assertThatIsFine(WEATHER, toolCall("get_weather", "{\"city\": "));
    }

    @Test
    void anAnswerWithoutToolCallsDoesNotEndWithThem() {
        assertThatIsRefused(
                tools("get_weather"),
                text("It is warm.").finishReason(FinishReason.TOOL_CALLS),
                "response: response.finish_reason: expected a reason for a response without tool calls, was"
                        + " \"tool_calls\" (C606)");
        assertThatIsFine(tools("f"), toolCall("f").finishReason(FinishReason.STOP));
    }

    @Test
    void whatTheRulesLeaveOpenIsNotJudged() {
        assertThatIsFine(field("n", 1), toolCall("anything"));
        assertThatIsFine(responseFormat(plain(object("type", "json_schema"))), json(Map.of("any", "thing")));
    }

    @Test
    void theCacheHoldsNoMoreSchemasThanItMay() {
        SchemaCache cache = new SchemaCache(2, 1 << 20);
        for (int i = 0; i < 5; i++) {
            assertThat(cache.constraint(Json.object().put("minLength", i))).isPresent();
        }

        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.constraint(Json.object().put("type", 7))).isEmpty();
    }

    @Test
    void theCacheHoldsNoMoreBytesThanItMay() {
        SchemaCache cache = new SchemaCache(100, 100_000);
        for (int i = 0; i < 20; i++) {
            ObjectNode large = Json.object().put("minLength", i);
            for (int j = 0; j < 20; j++) {
                large.withObject("/properties").putObject("property" + j).put("type", "string");
            }
            assertThat(cache.constraint(large)).isPresent();
        }
        assertThat(cache.constraint(Json.object().put("title", "long".repeat(50_000))))
                .isPresent();

        assertThat(cache.size()).isBetween(1, 5);
    }

    private static void assertThatIsFine(RequestRule rule, Response answer) {
        assertThat(Interaction.named("it").when(rule).reply(answer)).isNotNull();
    }

    private static void assertThatIsRefused(RequestRule rule, Response answer, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.named("it").when(rule).reply(answer))
                .withMessage("interaction 'it': " + sentence);
    }
}
