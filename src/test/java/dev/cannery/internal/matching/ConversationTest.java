package dev.cannery.internal.matching;

import static dev.cannery.internal.matching.Requests.request;
import static dev.cannery.internal.matching.Requests.setOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {
    private static final String TOOLS = "tools: [{type: 'function', function: {name: 'get_weather'}}]";
    private static final String ASK = "{role: 'user', content: 'the weather in Paris?'}";
    private static final String CALL = call("c1", "{\\\"city\\\": \\\"Paris\\\"}");
    private static final String RESULT = result("c1", "18 degrees");

    private static final InteractionSet AGENT = setOf("""
            interactions:
              - name: weather agent
                request: {tools: [get_weather]}
                turns:
                  - {request: {prompt: {contains: weather}}, response: {tool_calls: [{get_weather: {city: Paris}}]}}
                  - {request: {tool_results: {get_weather: {contains: "18"}}}, response: It is 18 in Paris.}
            """);

    private static String call(String id, String arguments) {
        return "{role: 'assistant', content: null, tool_calls: [{id: '" + id
                + "', type: 'function', function: {name: 'get_weather', arguments: '" + arguments + "'}}]}";
    }

    private static String result(String id, String content) {
        return "{role: 'tool', tool_call_id: '" + id + "', content: '" + content + "'}";
    }

    private static ChatRequest messages(String... messages) {
        return request("{" + TOOLS + ", messages: [" + String.join(", ", messages) + "]}");
    }

    private static int turnOf(InteractionSet set, ChatRequest request) {
        return set.match(request).map(match -> match.index() + 1).orElse(0);
    }

    private static int turn(String... messages) {
        return turnOf(AGENT, messages(messages));
    }

    @Test
    void firstTurnAnswersTheFirstRequestAndItsRetries() {
        assertThat(turn(ASK)).isEqualTo(1);
        assertThat(turn(ASK)).isEqualTo(1);
    }

    @Test
    void theClientDecidesWhatItSendsBackForAnAnswerThatMisbehaved() {
        InteractionSet misled = setOf("""
                interactions:
                  - name: weather agent
                    request: {tools: [get_weather]}
                    turns:
                      - request: {prompt: {contains: weather}}
                        response: {tool_calls: [{get_weather: {city: Paris}}], misbehave: broken_arguments}
                      - response: It is 18 in Paris.
                """);

        assertThat(turnOf(misled, messages(ASK))).isEqualTo(1);
        assertThat(turnOf(misled, messages(ASK, call("c1", "{}"), result("c1", "no JSON"))))
                .isEqualTo(2);
        assertThat(turnOf(misled, messages(ASK, CALL, RESULT))).isEqualTo(2);
    }

    @Test
    void secondTurnNeedsTheReplayedCallAndItsResult() {
        assertThat(turn(ASK, CALL, RESULT)).isEqualTo(2);
        assertThat(turn(ASK, CALL)).isZero();
        assertThat(turn(ASK, RESULT)).as("a result of no call proves nothing").isEqualTo(1);
    }

    @Test
    void laterTurnAnswersEvenWhenAnEarlierOneTakesEverything() {
        InteractionSet set =
                setOf("interactions: [{name: a, turns: [{response: One}, {response: Two}, {response: Three}]}]");
        String one = ASK + ", {role: 'assistant', content: 'One'}, " + ASK;
        assertThat(turnOf(set, messages(ASK))).isEqualTo(1);
        assertThat(turnOf(set, messages(one))).isEqualTo(2);
        assertThat(turnOf(set, messages(one, "{role: 'assistant', content: 'Two'}", ASK)))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"c2, c1", "c1, c2", "'', c1", "c1, ''"})
    void resultMustCarryTheIdOfItsCall(String called, String answered) {
        assertThat(turn(ASK, call(called, "{\\\"city\\\":\\\"Paris\\\"}"), result(answered, "18")))
                .isZero();
    }

    @Test
    void callsWithTheEmptyIdThatSomeProvidersGiveAreAnsweredInTheirOrder() {
        InteractionSet set = setOf("""
                interactions:
                  - name: agent
                    turns:
                      - {response: {tool_calls: [{get_weather: {city: Paris}}, {get_time: {}}]}}
                      - {request: {tool_results: {get_weather: "18", get_time: noon}}, response: Noon at 18.}
                """);
        String calls = "{role: 'assistant', tool_calls: ["
                + "{id: '', type: 'function', function: {name: 'get_weather', arguments: '{\\\"city\\\":\\\"Paris\\\"}'}},"
                + "{id: '', type: 'function', function: {name: 'get_time', arguments: '{}'}}]}";

        assertThat(turnOf(set, messages(ASK, calls, result("", "18"), result("", "noon"))))
                .isEqualTo(2);
        assertThat(turnOf(set, messages(ASK, calls, result("", "noon"), result("", "18"))))
                .as("in another order")
                .isNotEqualTo(2);
        assertThat(turnOf(set, messages(ASK, calls, result("", "18"))))
                .as("one is missing")
                .isNotEqualTo(2);
        assertThat(turnOf(set, messages(ASK, calls, result("", "18"), "{role: 'tool', content: 'noon'}")))
                .as("a result without an id")
                .isNotEqualTo(2);
    }

    @Test
    void aPromptBesideTheTurnsIsThatOfTheConversation() {
        InteractionSet set = setOf("""
                interactions:
                  - name: agent
                    request: {prompt: {contains: weather}, tools: [get_weather]}
                    turns:
                      - {response: {tool_calls: [{get_weather: {city: Paris}}]}}
                      - {request: {tool_results: {get_weather: {contains: "18"}}}, response: It is 18 in Paris.}
                      - {request: {prompt: {contains: thanks}}, response: You are welcome.}
                """);
        String told = "{role: 'assistant', content: 'It is 18 in Paris.'}";

        assertThat(turnOf(set, messages(ASK))).isEqualTo(1);
        assertThat(turnOf(set, messages(ASK, CALL, RESULT))).isEqualTo(2);
        assertThat(turnOf(set, messages(ASK, CALL, RESULT, told, "{role: 'user', content: 'thanks'}")))
                .as("its own prompt stands in for the shared one")
                .isEqualTo(3);
        assertThat(turnOf(set, messages("{role: 'user', content: 'the news?'}", CALL, RESULT)))
                .isZero();
    }

    @Test
    void aPromptOfATurnIsSaidAfterTheLastAnswer() {
        InteractionSet set = setOf("""
                interactions:
                  - name: agent
                    turns:
                      - {request: {prompt: {contains: weather}}, response: {tool_calls: [{get_weather: {city: Paris}}]}}
                      - {request: {prompt: {contains: weather}}, response: Sunny}
                """);

        assertThat(turnOf(set, messages(ASK, CALL, RESULT))).isZero();
        assertThat(turnOf(set, messages(ASK, CALL, RESULT, ASK))).isEqualTo(2);
    }

    @Test
    void resultOfAnotherRoleIsNoResult() {
        assertThat(turn(ASK, CALL, "{role: 'user', tool_call_id: 'c1', content: '18'}"))
                .isZero();
    }

    @Test
    void missNamesTheAnswerThatWasNotSentBackAsItWasGiven() {
        Miss miss = AGENT.explain(messages(ASK, call("c1", "{\\\"city\\\": \\\"Rome\\\"}"), RESULT));

        assertThat(miss.nearest().get(0).title()).isEqualTo("weather agent, turn 2");
        assertThat(miss.sentence())
                .endsWith(": messages[1]: expected get_weather {\"city\":\"Paris\"}, the answer of turn 1, was"
                        + " [{\"get_weather\":{\"city\":\"Rome\"}}]");
        assertThat(miss.toApiError().param()).isEqualTo("messages[1]");
    }

    @Test
    void missStaysShortHoweverLongTheAnswerWas() {
        String city = "Paris".repeat(1_000);
        InteractionSet set = setOf("""
                interactions:
                  - name: agent
                    turns:
                      - {request: {prompt: weather}, response: {tool_calls: [{get_weather: {city: %s}}]}}
                      - {request: {tools: [get_weather]}, response: {choices: [Sunny, Hot]}}
                      - {request: {tools: [get_weather], user: me}, response: Bye}
                """.formatted(city));

        assertThat(set.explain(messages(ASK, CALL, RESULT)).sentence())
                .contains(": messages[1]: expected get_weather {\"city\":\"ParisParis")
                .hasSizeLessThan(400);
        assertThat(MissTable.of(set.explain(request("{" + TOOLS + ", user: 'me', messages: [" + ASK
                        + ", {role: 'assistant', content: 'Cold'}, " + ASK + "]}"))))
                .contains("expected the answer of turn 2");
    }

    @Test
    void missNamesTheCallsThatHaveNoResult() {
        InteractionSet set = setOf("""
                interactions:
                  - name: agent
                    turns:
                      - {request: {prompt: weather}, response: {tool_calls: [{get_weather: {city: Paris}}]}}
                      - {request: {tools: [get_weather]}, response: Sunny}
                """);
        String sentence = set.explain(messages(ASK, CALL, result("c2", "18"))).sentence();

        assertThat(sentence)
                .endsWith("'agent, turn 2' (test.yaml:2): messages[1].tool_calls: expected a result for the id of each,"
                        + " was [\"c1\"]");
    }

    @Test
    void missNamesTheTextThatWasNotSentBackAsItWasGiven() {
        InteractionSet set = setOf("""
                interactions:
                  - name: guide
                    turns:
                      - {request: {prompt: left}, response: Gone left.}
                      - {request: {prompt: right}, response: Gone right.}
                      - {request: {prompt: {contains: on}}, response: Gone on.}
                """);
        String left = "{role: 'user', content: 'left'}, {role: 'assistant', content: 'Gone left.'}";
        String right = "{role: 'user', content: 'right'}, {role: 'assistant', content: '%s'}";
        String on = "{role: 'user', content: 'and on'}";

        assertThat(set.explain(messages(left, right.formatted("Gone  right."), on))
                        .sentence())
                .endsWith("'guide, turn 3' (test.yaml:2): messages[3]: expected \"Gone right.\", the answer of turn 2,"
                        + " was \"Gone  right.\"");
        assertThat(set.explain(messages(right.formatted("Gone right."), on)).sentence())
                .contains(
                        "'guide, turn 3' (test.yaml:2): messages: expected \"Gone left.\", the answer of turn 1 before"
                                + " the last one, was [");
    }

    @Test
    void replayedArgumentsAreComparedAsJson() {
        assertThat(turn(ASK, call("c1", "{ \\\"city\\\" : \\\"Paris\\\" }"), RESULT))
                .isEqualTo(2);
        assertThat(turn(ASK, call("c1", "{\\\"city\\\": \\\"Rome\\\"}"), RESULT))
                .isZero();
        assertThat(turn(ASK, call("c1", "{\\\"city"), RESULT)).isZero();
    }

    @Test
    void replayedNumbersAreComparedByValue() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {response: {tool_calls: [{get_weather: {days: 1.0}}]}}
                      - {request: {tool_results: {get_weather: sun}}, response: Sun}
                """);
        assertThat(turnOf(set, messages(ASK, call("c1", "{\\\"days\\\": 1}"), result("c1", "sun"))))
                .isEqualTo(2);
    }

    @Test
    void legacyCallIsAnsweredByAFunctionMessageOfItsName() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {response: {function_call: {get_weather: {city: Paris}}}}
                      - {response: It is 18 in Paris.}
                """);
        String replayed = "{role: 'assistant', content: null, function_call: {name: 'get_weather', arguments:"
                + " '{\\\"city\\\": \\\"Paris\\\"}'}}";
        String answer = "{role: 'function', name: 'get_weather', content: '18'}";

        assertThat(turnOf(set, messages(ASK, replayed, answer))).isEqualTo(2);
        assertThat(turnOf(set, messages(ASK, replayed, answer.replace("weather", "time"))))
                .isEqualTo(1);
        assertThat(turnOf(set, messages(ASK, replayed.replace("Paris", "Rome"), answer)))
                .isEqualTo(1);
    }

    @Test
    void replayedCustomCallIsKnownByItsInput() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {response: {tool_calls: [{name: run_code, input: print(1)}]}}
                      - {response: It prints 1.}
                """);
        String replayed = "{role: 'assistant', tool_calls: [{id: 'c1', type: 'custom', custom: {name: 'run_code',"
                + " input: 'print(1)'}}]}";

        assertThat(turnOf(set, messages(ASK, replayed, result("c1", "1")))).isEqualTo(2);
        assertThat(turnOf(set, messages(ASK, replayed.replace("(1)", "(2)"), result("c1", "1"))))
                .isEqualTo(1);
    }

    @Test
    void historyBeforeTheConversationIsNoMatter() {
        String[] history = {
            "{role: 'system', content: 'Be nice'}",
            "{role: 'user', content: 'Hello'}",
            "{role: 'assistant', content: 'Hi!'}",
            ASK,
            CALL,
            RESULT
        };
        assertThat(turn(history)).isEqualTo(2);
        assertThat(turn(List.of(history).subList(0, 4).toArray(String[]::new))).isEqualTo(1);
    }

    @Test
    void conversationMayBeginAnewAfterItsEnd() {
        String end = "{role: 'assistant', content: 'It is 18 in Paris.'}";
        assertThat(turn(ASK, CALL, RESULT, end, ASK)).isEqualTo(1);
        assertThat(turn(ASK, CALL, RESULT, end, ASK, call("c9", "{\\\"city\\\":\\\"Paris\\\"}"), result("c9", "18")))
                .isEqualTo(2);
    }

    @Test
    void resultOfAnEarlierPassDoesNotCount() {
        String end = "{role: 'assistant', content: 'It is 18 in Paris.'}";
        assertThat(turn(ASK, CALL, RESULT, end, ASK, call("c9", "{\\\"city\\\":\\\"Paris\\\"}"), result("c9", "hail")))
                .isZero();
    }

    @Test
    void promptOfATurnIsSoughtAfterTheLastAnswer() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {request: {prompt: one}, response: First}
                      - {request: {prompt: two}, response: [Second, Another]}
                      - {request: {prompt: three}, response: Third}
                """);
        String one = "{role: 'user', content: 'one'}, {role: 'assistant', content: 'First'}";
        String two = one + ", {role: 'user', content: 'two'}";
        assertThat(turnOf(set, messages("{role: 'user', content: 'one'}"))).isEqualTo(1);
        assertThat(turnOf(set, messages(two))).isEqualTo(2);
        assertThat(turnOf(set, messages(one, "{role: 'user', content: 'one'}"))).isEqualTo(1);
        String three = "{role: 'user', content: 'three'}";
        for (String answer : List.of("Second", "Another")) {
            assertThat(turnOf(set, messages(two, "{role: 'assistant', content: '" + answer + "'}", three)))
                    .isEqualTo(3);
        }
        assertThat(turnOf(set, messages(two, "{role: 'assistant', content: 'Else'}", three)))
                .isZero();
        assertThat(turnOf(set, messages(three))).isZero();
    }

    @Test
    void answerInContentPartsIsTheSameAnswer() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {request: {prompt: one}, response: First}
                      - {request: {prompt: two}, response: Second}
                """);
        assertThat(turnOf(
                        set,
                        messages(
                                "{role: 'user', content: 'one'}",
                                "{role: 'assistant', content: [{type: 'text', text: 'Fi'}, {type: 'text', text: 'rst'}]}",
                                "{role: 'user', content: 'two'}")))
                .isEqualTo(2);
    }

    @Test
    void parallelCallsNeedAResultEach() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    turns:
                      - {response: {tool_calls: [{get_weather: {city: Paris}}, {get_weather: {city: Rome}}]}}
                      - {request: {tool_results: {get_weather: {present: true}}}, response: Both}
                """);
        String calls = "{role: 'assistant', tool_calls: ["
                + "{id: 'a', type: 'function', function: {name: 'get_weather', arguments: '{\\\"city\\\":\\\"Paris\\\"}'}},"
                + "{id: '%s', type: 'function', function: {name: 'get_weather', arguments: '{\\\"city\\\":\\\"Rome\\\"}'}}]}";
        String distinct = calls.formatted("b");
        assertThat(turnOf(set, messages(ASK, distinct, result("b", "1"), result("a", "2"))))
                .isEqualTo(2);
        assertThat(set.match(messages(ASK, distinct, result("a", "2"))).map(Match::index))
                .as("a missing result leaves only the first turn")
                .hasValue(0);
        assertThat(set.match(messages(ASK, calls.formatted("a"), result("a", "2")))
                        .map(Match::index))
                .as("two calls of one id")
                .hasValue(0);
    }

    @Test
    void sharedRulesHoldForEveryTurnUnlessATurnHasItsOwn() {
        InteractionSet set = setOf("""
                interactions:
                  - name: a
                    request: {model: small, temperature: 0}
                    turns:
                      - {request: {prompt: one}, response: First}
                      - {request: {prompt: two, model: large}, response: Second}
                """);
        String one = "{role: 'user', content: 'one'}";
        String two = one + ", {role: 'assistant', content: 'First'}, {role: 'user', content: 'two'}";
        assertThat(turnOf(set, request("{model: 'small', temperature: 0, messages: [" + one + "]}")))
                .isEqualTo(1);
        assertThat(turnOf(set, request("{model: 'large', temperature: 0, messages: [" + one + "]}")))
                .isZero();
        assertThat(turnOf(set, request("{model: 'large', temperature: 0, messages: [" + two + "]}")))
                .isEqualTo(2);
        assertThat(turnOf(set, request("{model: 'large', temperature: 1, messages: [" + two + "]}")))
                .isZero();
    }

    @Test
    void messagesOfAnyShapeAreJudgedWithoutHarm() {
        for (String messages : List.of("null", "3", "{}", "[null, 1, []]", "[{role: 5}]", "[{role: 'assistant'}]")) {
            assertThat(turnOf(AGENT, request("{" + TOOLS + ", messages: " + messages + "}")))
                    .as(messages)
                    .isZero();
        }
    }

    private static final InteractionSet TEMPLATED = setOf("""
            interactions:
              - name: weather agent
                turns:
                  - request: {prompt: {matches: "weather in (?P<city>\\\\w+)"}}
                    response: {tool_calls: [{get_weather: {city: "{{city}}"}}], template: true}
                  - request: {tool_results: {get_weather: {matches: "(?P<degrees>\\\\d+)"}}}
                    response: {content: "{{degrees}} degrees, as you asked: {{prompt}}", template: true}
                  - {request: {prompt: {contains: thanks}}, response: You are welcome.}
            """);

    @Test
    void whatWasFilledInIsKnownAgain() {
        String said = "{role: 'assistant', content: '18 degrees, as you asked: the weather in Paris?'}";
        String thanks = "{role: 'user', content: 'thanks'}";

        assertThat(turnOf(TEMPLATED, messages(ASK))).isEqualTo(1);
        assertThat(turnOf(TEMPLATED, messages(ASK, CALL, RESULT))).isEqualTo(2);
        assertThat(turnOf(TEMPLATED, messages(ASK, CALL, RESULT, said, thanks))).isEqualTo(3);
    }

    @Test
    void whatWouldHaveBeenFilledInOtherwiseWasNotSaid() {
        String other = "{role: 'assistant', content: '19 degrees, as you asked: the weather in Paris?'}";
        String thanks = "{role: 'user', content: 'thanks'}";

        assertThat(turnOf(TEMPLATED, messages(ASK, call("c1", "{\\\"city\\\": \\\"Rome\\\"}"), RESULT)))
                .isZero();
        assertThat(turnOf(TEMPLATED, messages(ASK, CALL, RESULT, other, thanks)))
                .isZero();
    }
}
