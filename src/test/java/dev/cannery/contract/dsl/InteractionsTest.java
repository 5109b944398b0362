package dev.cannery.contract.dsl;

import static dev.cannery.contract.dsl.Answers.error;
import static dev.cannery.contract.dsl.Answers.json;
import static dev.cannery.contract.dsl.Answers.refusal;
import static dev.cannery.contract.dsl.Answers.text;
import static dev.cannery.contract.dsl.Answers.toolCall;
import static dev.cannery.contract.dsl.Answers.toolCallWithId;
import static dev.cannery.contract.dsl.CombinedRules.allOf;
import static dev.cannery.contract.dsl.CombinedRules.anyOf;
import static dev.cannery.contract.dsl.CombinedRules.not;
import static dev.cannery.contract.dsl.CombinedRules.optional;
import static dev.cannery.contract.dsl.Interactions.contract;
import static dev.cannery.contract.dsl.Interactions.expecting;
import static dev.cannery.contract.dsl.Interactions.interaction;
import static dev.cannery.contract.dsl.Interactions.turn;
import static dev.cannery.contract.dsl.ListRules.every;
import static dev.cannery.contract.dsl.ListRules.first;
import static dev.cannery.contract.dsl.ListRules.has;
import static dev.cannery.contract.dsl.ListRules.inOrder;
import static dev.cannery.contract.dsl.ListRules.last;
import static dev.cannery.contract.dsl.ListRules.none;
import static dev.cannery.contract.dsl.ListRules.some;
import static dev.cannery.contract.dsl.NumberRules.above;
import static dev.cannery.contract.dsl.NumberRules.below;
import static dev.cannery.contract.dsl.NumberRules.max;
import static dev.cannery.contract.dsl.NumberRules.min;
import static dev.cannery.contract.dsl.NumberRules.size;
import static dev.cannery.contract.dsl.NumberRules.tokens;
import static dev.cannery.contract.dsl.NumberRules.within;
import static dev.cannery.contract.dsl.RequestRules.field;
import static dev.cannery.contract.dsl.RequestRules.header;
import static dev.cannery.contract.dsl.RequestRules.jsonPath;
import static dev.cannery.contract.dsl.RequestRules.messages;
import static dev.cannery.contract.dsl.RequestRules.model;
import static dev.cannery.contract.dsl.RequestRules.path;
import static dev.cannery.contract.dsl.RequestRules.prompt;
import static dev.cannery.contract.dsl.RequestRules.responseFormat;
import static dev.cannery.contract.dsl.RequestRules.stream;
import static dev.cannery.contract.dsl.RequestRules.system;
import static dev.cannery.contract.dsl.RequestRules.temperature;
import static dev.cannery.contract.dsl.RequestRules.toolResult;
import static dev.cannery.contract.dsl.RequestRules.tools;
import static dev.cannery.contract.dsl.Rules.absent;
import static dev.cannery.contract.dsl.Rules.conformsTo;
import static dev.cannery.contract.dsl.Rules.contains;
import static dev.cannery.contract.dsl.Rules.endsWith;
import static dev.cannery.contract.dsl.Rules.example;
import static dev.cannery.contract.dsl.Rules.glob;
import static dev.cannery.contract.dsl.Rules.is;
import static dev.cannery.contract.dsl.Rules.jsonText;
import static dev.cannery.contract.dsl.Rules.kind;
import static dev.cannery.contract.dsl.Rules.matches;
import static dev.cannery.contract.dsl.Rules.object;
import static dev.cannery.contract.dsl.Rules.present;
import static dev.cannery.contract.dsl.Rules.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cannery.chat.FinishReason;
import dev.cannery.chat.RequestFields;
import dev.cannery.contract.ContractFixtures;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.reader.ContractReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionsTest {
    private static final Path GOOD = Path.of("src", "test", "resources", "contracts", "good");

    private static final RequestRule GPT_4O = model("gpt-4o*");

    /** The twins of the reference's examples. */
    static final List<Interaction> REFERENCE = List.of(
            interaction("asks for the weather")
                    .when(
                            prompt(contains("weather").withExample("What is the weather in Paris?")),
                            temperature(within("0..0.3")),
                            tools("get_weather"),
                            GPT_4O)
                    .verify(expecting().repeat(5).atLeast(4))
                    .reply(toolCall("get_weather", Map.of("city", "Paris"))),
            interaction("translator stays literal")
                    .when(
                            system(contains("translate to French")),
                            prompt(startsWith("Translate:")),
                            temperature(within("0..0.3")),
                            field("max_completion_tokens", optional(max(500))),
                            field("max_tokens", absent()),
                            GPT_4O)
                    .verify(expecting()
                            .content(matches("(?is)bonjour"))
                            .repeat(3)
                            .atLeast(2))
                    .reply("Bonjour"),
            interaction("extracts an invoice")
                    .needs("json_schema")
                    .when(
                            prompt(contains("INV-")),
                            responseFormat(object(
                                    "type", "json_schema", "json_schema", object("name", "invoice", "strict", true))),
                            GPT_4O)
                    .verify(expecting().content(jsonText(object("number", matches("^INV-\\d+$"), "total", above(0)))))
                    .reply(json(object("number", "INV-42", "total", 99.5, "currency", "EUR"))),
            interaction("tells a story slowly")
                    .needs("streaming")
                    .when(
                            prompt(contains("story")),
                            stream(true),
                            field("stream_options", Map.of("include_usage", true)),
                            GPT_4O)
                    .verify(expecting().firstWithin(Duration.ofSeconds(10)).gapWithin(Duration.ofSeconds(5)))
                    .reply(text("Once upon a time there was a contract.")
                            .cutBy("word")
                            .first(Duration.ofMillis(400))
                            .every(Duration.ofMillis(30))),
            interaction("backs off on 429")
                    .given("quota is exhausted")
                    .when(prompt(contains("burst")), GPT_4O)
                    .neverVerify()
                    .reply(
                            error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                            error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                            "Thanks for waiting."),
            interaction("connection drops in the middle")
                    .when(prompt(contains("drop")), stream(true), GPT_4O)
                    .neverVerify()
                    .reply(text("This will never be finished")
                            .cutBy(4)
                            .every(Duration.ofMillis(10))
                            .with("fault", object("after_chunks", 3, "kind", "reset"))),
            interaction("reasoning models get no temperature")
                    .when(
                            model(anyOf(glob("o3*"), glob("gpt-5*"), matches("(?i)deepseek-r1"))),
                            temperature(absent()),
                            field("reasoning_effort", anyOf("low", "medium", "high")),
                            prompt(kind("string").withExample("How many r in strawberry?")))
                    .reply(text("Three.")
                            .with(
                                    "usage",
                                    object("prompt_tokens", 11, "completion_tokens", 64, "reasoning_tokens", 60))),
            interaction("describes a picture")
                    .needs("vision")
                    .when(
                            messages(last(object(
                                    "role",
                                    "user",
                                    "content",
                                    inOrder(
                                            object("type", "text", "text", contains("describe")),
                                            object(
                                                    "type",
                                                    "image_url",
                                                    "image_url",
                                                    object("url", startsWith("data:image/"))))))),
                            GPT_4O)
                    .reply("A cat on a keyboard."),
            interaction("stays within the prompt budget")
                    .when(
                            messages(tokens("..4000")),
                            field("metadata", object("tenant", matches("^[a-z]{3,10}$"))),
                            GPT_4O)
                    .reply("Fine."),
            interaction("weather agent")
                    .when(tools("get_weather"), GPT_4O)
                    .converse(
                            turn(prompt(contains("weather"))).reply(toolCall("get_weather", Map.of("city", "Paris"))),
                            turn(toolResult("get_weather", contains("18"))).reply("It is 18 °C in Paris.")));

    /** The twins of the file that holds every key and every operator. */
    static final List<Interaction> EVERYTHING = List.of(
            interaction("operators on texts")
                    .description("Several lines\nof words: for people.\n")
                    .tags("slow", "nightly")
                    .needs("tools")
                    .given("the moon is full")
                    .strict()
                    .pending()
                    .fallback()
                    .when(
                            model(is("gpt-4o*")),
                            prompt(contains("A")
                                    .and(startsWith("B"))
                                    .and(endsWith("c"))
                                    .and(matches("\\d+"))
                                    .and(glob("*x?"))
                                    .and(size("1..100"))
                                    .ignoringCase()),
                            system(allOf(contains("a").ignoringCase(), contains("b"))),
                            field("user", anyOf(is("0..3"), not(startsWith("x")), tokens(4))),
                            path(endsWith("/chat/completions")),
                            header("X-Tenant", "acme"),
                            header("authorization", present()),
                            toolResult(
                                    "get_weather",
                                    jsonText(object(
                                            "degrees",
                                            within("10..30"),
                                            "sky",
                                            List.<Object>of("blue", kind("string"))))),
                            jsonPath(
                                    "$.messages[0].name",
                                    optional(conformsTo(object("type", "string", "maxLength", 3)))),
                            jsonPath("$.n", above(0).and(max(3))))
                    .verify(expecting()
                            .content(contains("line"))
                            .part("json", present())
                            .part("tool_calls", absent())
                            .part("finish_reason", anyOf("stop", "length"))
                            .part("usage", object("total_tokens", max(100)))
                            .part("status", 200)
                            .part("error", absent())
                            .repeat(2))
                    .reply(text("first line\n\nthird line\n")
                            .finishReason(FinishReason.LENGTH)
                            .with("usage", object("prompt_tokens", 7, "completion_tokens", 5, "cached_tokens", 3))
                            .with("model", "gpt-4o-2024-08-06")
                            .with("id", "chatcmpl-1")
                            .with("created", 1_700_000_000)
                            .with("system_fingerprint", "fp_1")
                            .with("service_tier", "default")
                            .delay(Duration.ofMillis(1500))
                            .cutBy(4)
                            .every(Duration.ofMillis(10))),
            interaction("operators on lists")
                    .when(
                            messages(first(object("role", anyOf("system", "developer")))
                                    .and(some(object("role", "user", "content", size(min(1).and(below(9))))))
                                    .and(every(object("role", kind("string"))))
                                    .and(none(object("role", "function")))
                                    .and(has(object("role", "user")))
                                    .and(last(object("tool_calls", absent())))
                                    .and(size(2))),
                            tools(has("get_weather", object("function", object("name", "get_time", "strict", true)))),
                            field("stop", List.<Object>of("END", contains("x"))),
                            field("n", above(0).and(below(3))),
                            field("logit_bias", is(Map.of("min", 1))),
                            field("seed", null),
                            temperature(kind("integer", "number").withExample(1)),
                            field("top_p", example(0.5)))
                    .neverVerify()
                    .reply(toolCall(
                                    "get_weather",
                                    object(
                                            "city",
                                            "Paris",
                                            "days",
                                            Arrays.<@Nullable Object>asList(1, 2.5, true, null)))
                            .and(toolCallWithId("call_1", "get_time", "{\"zone\": broken"))
                            .and(toolCall("name"))),
            interaction("refuses")
                    .when(prompt(present()))
                    .reply(
                            refusal("No.").cutBy("char"),
                            error(object(
                                            "status",
                                            418,
                                            "message",
                                            "I am a teapot",
                                            "type",
                                            "teapot_error",
                                            "param",
                                            "prompt",
                                            "code",
                                            "teapot"))
                                    .delay(Duration.ofMinutes(2)),
                            error(Map.of("message", "Just wrong.")),
                            json(List.<Object>of(1, "two")),
                            "A very long text in one line, which is folded where it is written, so that nobody has to"
                                    + " scroll to the right to read it."));

    @ParameterizedTest
    @FieldSource("REFERENCE")
    void anExampleOfTheReferenceIsTheSameInJava(Interaction twin) {
        assertThat(twin).isEqualTo(ContractFixtures.interaction("reference.yaml", twin.name()));
    }

    @ParameterizedTest
    @FieldSource("EVERYTHING")
    void everyKeyAndOperatorIsTheSameInJava(Interaction twin) {
        assertThat(twin).isEqualTo(ContractFixtures.interaction("everything.yaml", twin.name()));
    }

    @Test
    void everyInteractionOfTheFilesHasItsTwin() {
        Set<String> names = Stream.of("reference.yaml", "everything.yaml")
                .flatMap(file -> ContractReader.read(GOOD.resolve(file)).stream())
                .flatMap(contract -> contract.interactions().stream())
                .map(Interaction::name)
                .collect(Collectors.toSet());

        assertThat(Stream.concat(REFERENCE.stream(), EVERYTHING.stream()).map(Interaction::name))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void aWholeContractEqualsItsFile() {
        assertThat(contract("everything", "everything", "lenient", EVERYTHING.toArray(Interaction[]::new)))
                .isEqualTo(ContractFixtures.withoutPlaces(
                        ContractReader.read(GOOD.resolve("everything.yaml")).get(0)));
    }

    static Set<String> fieldNames() {
        return RequestFields.names();
    }

    @ParameterizedTest
    @MethodSource("fieldNames")
    void everyFieldOfTheApiCanBeNamed(String name) {
        Interaction built = interaction("any").when(field(name, present())).reply("ok");

        assertThat(built.turns().get(0).request().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.part().label()).isEqualTo(name));
    }

    @Test
    void anUnknownFieldIsRefusedWhereItIsTyped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("temprature", 1))
                .withMessage("unknown field 'temprature'. Did you mean 'temperature'?");
    }

    @Test
    void whatAFileCannotSayIsRefusedWithTheReadersSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        interaction("odd").when(temperature(contains("hot"))).reply("ok"))
                .withMessage("interaction 'odd': request.temperature: 'contains' cannot judge this, which is a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interaction("odd").reply(text("a").with("contnt", "b")))
                .withMessage("interaction 'odd': response: unknown key 'contnt' in response. Did you mean 'content'?");
    }

    @Test
    void twoRulesOnOnePartAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interaction("twice").when(header("a", "1"), header("a", "2")))
                .withMessage("a request must have one rule on headers.a, had two. Join them by allOf(…, …)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contains("a").and(contains("b")))
                .withMessage("both rules say 'contains'. Join them by allOf(…, …)");
    }

    @Test
    void twoInteractionsOfOneNameAreRefused() {
        Interaction one = interaction("one").reply("1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> contract("c", one, one))
                .withMessage("the name 'one' is taken");
    }

    @Test
    void argumentsOfAnyMapHaveTheSameBytesOnEveryRun() {
        Interaction built = interaction("any").reply(toolCall("f", Map.of("b", 1, "a", 2, "c", 3)));

        assertThat(built).isEqualTo(interaction("any").reply(toolCall("f", "{\"a\":2,\"b\":1,\"c\":3}")));
    }

    @Test
    void aDraftIsAValueThatInteractionsMayShare() {
        InteractionDraft draft = interaction("shared").when(prompt("hi"));

        assertThat(draft.tags("a").reply("1")).isNotEqualTo(draft.reply("1"));
        assertThat(draft.reply("1"))
                .isEqualTo(interaction("shared").when(prompt("hi")).reply("1"));
    }
}
