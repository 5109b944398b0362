package dev.cannery.internal.matching;

import static dev.cannery.internal.matching.Requests.asking;
import static dev.cannery.internal.matching.Requests.request;
import static dev.cannery.internal.matching.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every example of the format's reference: a request that matches, and for each rule one that misses. */
class FormatExamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/contracts/good");

    private static LoadedInteraction example(String file) {
        return ContractReader.read(FOLDER.resolve(file + ".yaml"))
                .get(0)
                .interactions()
                .get(0);
    }

    private static Verdict check(String file, ChatRequest request) {
        return Requests.check(example(file), request);
    }

    @Test
    void allGoodFilesAreRead() {
        assertThat(ContractReader.read(FOLDER)).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void smallestFileWantsThePromptAsItIs() {
        assertThat(check("says-hello", asking("Hello"))).passes();
        assertThat(check("says-hello", asking("Hello!")))
                .failsAt("prompt")
                .expecting("\"Hello\" (differs only in punctuation)")
                .butWas("\"Hello!\"")
                .as(FindingId.VALUE);
    }

    private static ChatRequest weather(String prompt, String model, String temperature, String tool) {
        return asking(
                prompt,
                "model: '" + model + "'",
                "temperature: " + temperature,
                "tools: [{type: 'function', function: {name: '" + tool + "'}}]");
    }

    @Test
    void weatherAgentTakesDefaultsRangesAndToolNames() {
        String file = "weather-agent";
        assertThat(check(file, weather("the weather?", "gpt-4o-mini", "0.3", "get_weather")))
                .passes();
        assertThat(check(file, weather("the time?", "gpt-4o", "0", "get_weather")))
                .failsAt("prompt")
                .expecting("text containing \"weather\"")
                .butWas("\"the time?\"")
                .as(FindingId.VALUE);
        assertThat(check(file, weather("weather", "gpt-5", "0", "get_weather")))
                .failsAt("model")
                .expecting("gpt-4o*")
                .butWas("\"gpt-5\"")
                .as(FindingId.VALUE);
        assertThat(check(file, weather("weather", "gpt-4o", "0.9", "get_weather")))
                .failsAt("temperature")
                .expecting("0..0.3")
                .butWas("0.9")
                .as(FindingId.RANGE);
        assertThat(check(file, weather("weather", "gpt-4o", "0", "get_time")))
                .failsAt("tools")
                .expecting("exactly the tools get_weather")
                .butWas("get_time")
                .as(FindingId.VALUE);
    }

    private static ChatRequest loop(String tool, String... messages) {
        return request("{tools: [{type: 'function', function: {name: '" + tool + "'}}], messages: ["
                + String.join(", ", messages) + "]}");
    }

    private static String calling(String id, String city) {
        return "{role: 'assistant', content: null, tool_calls: [{id: '" + id
                + "', type: 'function', function: {name: 'get_weather', arguments: '{\\\"city\\\": \\\"" + city
                + "\\\"}'}}]}";
    }

    private static String answering(String id, String content) {
        return "{role: 'tool', tool_call_id: '" + id + "', content: '" + content + "'}";
    }

    @Test
    void agentLoopAnswersTheQuestionAndThenTheResult() {
        InteractionSet set =
                InteractionSet.of(ContractReader.read(FOLDER.resolve("agent-loop.yaml")), Requests.CHECKER);
        String ask = "{role: 'user', content: 'the weather in Paris?'}";
        String said = "{role: 'assistant', content: 'It is 18 °C in Paris.'}";
        String result = answering("c1", "18 degrees");

        assertThat(set.match(loop("get_weather", ask)).map(Match::index)).hasValue(0);
        assertThat(set.match(loop("get_weather", ask, calling("c1", "Paris"), result))
                        .map(Match::index))
                .hasValue(1);
        // behind the last answer a new question is the first turn's again
        assertThat(set.match(loop("get_weather", ask, calling("c1", "Paris"), result, said, ask))
                        .map(Match::index))
                .hasValue(0);
    }

    @Test
    void agentLoopMissesWhatIsNotItsConversation() {
        InteractionSet set =
                InteractionSet.of(ContractReader.read(FOLDER.resolve("agent-loop.yaml")), Requests.CHECKER);
        String ask = "{role: 'user', content: 'the weather in Paris?'}";
        String result = answering("c1", "18 degrees");

        assertThat(missOf(set, loop("get_time", ask)))
                .isEqualTo("turn 1: tools: expected exactly the tools get_weather, was get_time");
        assertThat(missOf(set, loop("get_weather", "{role: 'user', content: 'the time?'}")))
                .isEqualTo("turn 1: prompt: expected text containing \"weather\", was \"the time?\"");
        assertThat(missOf(set, loop("get_weather", ask, calling("c1", "Paris"), answering("c1", "cold"))))
                .isEqualTo("turn 2: tool_results.get_weather: expected text containing \"18\", was \"cold\"");
        assertThat(missOf(set, loop("get_weather", ask, calling("c1", "Rome"), result)))
                .isEqualTo("turn 2: messages[1]: expected get_weather {\"city\":\"Paris\"}, the answer of turn 1,"
                        + " was [{\"get_weather\":{\"city\":\"Rome\"}}]");
        String unanswered = "turn 2: messages[1].tool_calls: expected a result for the id of each, was ";
        assertThat(missOf(set, loop("get_weather", ask, calling("c2", "Paris"), result)))
                .isEqualTo(unanswered + "[\"c2\"]");
        assertThat(missOf(set, loop("get_weather", ask, calling("c1", "Paris"))))
                .isEqualTo(unanswered + "[\"c1\"]");
    }

    private static String missOf(InteractionSet set, ChatRequest request) {
        assertThat(set.match(request)).isEmpty();
        NearMiss near = set.explain(request).nearest().get(0);
        return "turn " + (near.turn() + 1) + ": "
                + near.firstMismatch().orElseThrow().sentence();
    }

    private static ChatRequest translation(String system, String prompt, String... members) {
        String others = members.length == 0 ? "" : ", " + String.join(", ", members);
        return request("{messages: [{role: 'system', content: '" + system + "'}, {role: 'user', content: '" + prompt
                + "'}]" + others + "}");
    }

    @Test
    void translatorJudgesEachField() {
        String file = "translator-stays-literal";
        String system = "Please translate to French";
        assertThat(check(file, translation(system, "Translate: hi", "temperature: 0.1")))
                .passes();
        assertThat(check(file, translation(system, "Translate: hi", "temperature: 0", "max_completion_tokens: null")))
                .passes();
        assertThat(check(file, translation("Be nice", "Translate: hi", "temperature: 0")))
                .failsAt("system")
                .expecting("text containing \"translate to French\"")
                .butWas("\"Be nice\"");
        assertThat(check(file, translation(system, "hi", "temperature: 0")))
                .failsAt("prompt")
                .expecting("text starting with \"Translate:\"")
                .butWas("\"hi\"");
        assertThat(check(file, translation(system, "Translate: hi")))
                .failsAt("temperature")
                .expecting("0..0.3")
                .butWas("missing")
                .as(FindingId.MISSING);
        assertThat(check(file, translation(system, "Translate: hi", "temperature: 0", "max_completion_tokens: 501")))
                .failsAt("max_completion_tokens")
                .expecting("..500")
                .butWas("501")
                .as(FindingId.RANGE);
        assertThat(check(file, translation(system, "Translate: hi", "temperature: 0", "max_tokens: 5")))
                .failsAt("max_tokens")
                .expecting("no such field")
                .butWas("5")
                .as(FindingId.PRESENT);
    }

    @Test
    void invoiceLooksIntoTheResponseFormat() {
        String file = "extracts-an-invoice";
        String format = "response_format: {type: 'json_schema', json_schema: {name: '%s', strict: %s, schema: {}}}";
        assertThat(check(file, asking("INV-42", format.formatted("invoice", true))))
                .passes();
        assertThat(check(file, asking("42", format.formatted("invoice", true))))
                .failsAt("prompt")
                .expecting("text containing \"INV-\"")
                .butWas("\"42\"");
        assertThat(check(file, asking("INV-42", format.formatted("bill", true))))
                .failsAt("response_format.json_schema.name")
                .expecting("\"invoice\"")
                .butWas("\"bill\"");
        assertThat(check(file, asking("INV-42", format.formatted("invoice", "'yes'"))))
                .failsAt("response_format.json_schema.strict")
                .expecting("true")
                .butWas("\"yes\"")
                .as(FindingId.TYPE);
        assertThat(check(file, asking("INV-42", "response_format: {type: 'json_object'}")))
                .failsOnlyAt("response_format.type", "response_format.json_schema");
    }

    @Test
    void storyIsStreamedWithItsUsage() {
        String file = "tells-a-story-slowly";
        String usage = "stream_options: {include_usage: true}";
        assertThat(check(file, asking("a story", "stream: true", usage))).passes();
        assertThat(check(file, asking("a poem", "stream: true", usage)))
                .failsAt("prompt")
                .expecting("text containing \"story\"")
                .butWas("\"a poem\"");
        assertThat(check(file, asking("a story", "stream: false", usage)))
                .failsAt("stream")
                .expecting("true")
                .butWas("false");
        assertThat(check(file, asking("a story", "stream: true")))
                .failsAt("stream_options")
                .expecting("{include_usage: true}")
                .butWas("missing")
                .as(FindingId.MISSING);
        assertThat(check(file, asking("a story", "stream: true", "stream_options: {}")))
                .failsAt("stream_options.include_usage")
                .expecting("true")
                .butWas("missing");
    }

    @Test
    void burstAsksForThePromptOnly() {
        assertThat(check("backs-off-on-429", asking("a burst"))).passes();
        assertThat(check("backs-off-on-429", asking("one")))
                .failsAt("prompt")
                .expecting("text containing \"burst\"")
                .butWas("\"one\"");
        assertThat(example("backs-off-on-429").turns().get(0).responses()).hasSize(3);
    }

    @Test
    void dropIsForStreamsOnly() {
        String file = "connection-drops-in-the-middle";
        assertThat(check(file, asking("a drop", "stream: true"))).passes();
        assertThat(check(file, asking("a rise", "stream: true")))
                .failsAt("prompt")
                .expecting("text containing \"drop\"")
                .butWas("\"a rise\"");
        assertThat(check(file, asking("a drop")))
                .failsAt("stream")
                .expecting("true")
                .butWas("missing")
                .as(FindingId.MISSING);
    }

    private static ChatRequest reasoning(String model, String effort, String... members) {
        String[] all = new String[members.length + 2];
        System.arraycopy(members, 0, all, 2, members.length);
        all[0] = "model: '" + model + "'";
        all[1] = "reasoning_effort: '" + effort + "'";
        return asking("How many?", all);
    }

    @Test
    void reasoningModelsTakeOneOfSeveral() {
        String file = "reasoning-models-get-no-temperature";
        assertThat(check(file, reasoning("o3-mini", "low"))).passes();
        assertThat(check(file, reasoning("DeepSeek-R1-0528", "high"))).passes();
        assertThat(check(file, reasoning("gpt-4o", "low")))
                .failsAt("model")
                .expecting("any of o3* | gpt-5* | text matching /(?i)deepseek-r1/")
                .butWas("\"gpt-4o\"");
        assertThat(check(file, reasoning("o3", "low", "temperature: 1")))
                .failsAt("temperature")
                .expecting("no such field")
                .butWas("1");
        assertThat(check(file, reasoning("o3", "extreme")))
                .failsAt("reasoning_effort")
                .expecting("any of \"low\" | \"medium\" | \"high\"")
                .butWas("\"extreme\"");
        assertThat(check(file, request("{model: 'o3', reasoning_effort: 'low', messages: []}")))
                .failsAt("prompt")
                .expecting("a string")
                .butWas("missing");
    }

    private static ChatRequest picture(String role, String... parts) {
        return request("{messages: [{role: '" + role + "', content: [" + String.join(", ", parts) + "]}]}");
    }

    @Test
    void pictureIsFoundAmongTheParts() {
        String file = "describes-a-picture";
        String text = "{type: 'text', text: 'describe this'}";
        String image = "{type: 'image_url', image_url: {url: 'data:image/png;base64,AA'}}";
        assertThat(check(file, picture("user", text, image))).passes();
        assertThat(check(file, picture("user", "{type: 'text', text: 'Hi'}", text, image)))
                .passes();
        assertThat(check(file, picture("system", text, image)))
                .failsAt("messages[0].role")
                .expecting("\"user\"")
                .butWas("\"system\"");
        assertThat(check(file, picture("user", image, text)))
                .failsAt("messages[0].content")
                .as(FindingId.VALUE);
        assertThat(check(file, asking("describe this")))
                .failsAt("messages[0].content")
                .butWas("\"describe this\"")
                .as(FindingId.TYPE);
    }

    @Test
    void budgetCountsTokensAndLooksIntoMetadata() {
        String file = "stays-within-the-prompt-budget";
        assertThat(check(file, asking("Hi", "metadata: {tenant: 'acme'}"))).passes();
        assertThat(check(file, asking("word ".repeat(4001), "metadata: {tenant: 'acme'}")))
                .failsAt("messages")
                .expecting("..4000 tokens")
                .as(FindingId.RANGE);
        assertThat(check(file, asking("Hi", "metadata: {tenant: 'A'}")))
                .failsAt("metadata.tenant")
                .expecting("text matching /^[a-z]{3,10}$/")
                .butWas("\"A\"");
        assertThat(check(file, asking("Hi")))
                .failsAt("metadata")
                .butWas("missing")
                .as(FindingId.MISSING);
    }
}
