package dev.cannery.internal.contract.dsl;

import static dev.cannery.internal.contract.dsl.AnswerParts.annotations;
import static dev.cannery.internal.contract.dsl.AnswerParts.audio;
import static dev.cannery.internal.contract.dsl.AnswerParts.logprobs;
import static dev.cannery.internal.contract.dsl.AnswerParts.reasoning;
import static dev.cannery.internal.contract.dsl.Answers.body;
import static dev.cannery.internal.contract.dsl.Answers.choices;
import static dev.cannery.internal.contract.dsl.Answers.customToolCall;
import static dev.cannery.internal.contract.dsl.Answers.customToolCallWithId;
import static dev.cannery.internal.contract.dsl.Answers.error;
import static dev.cannery.internal.contract.dsl.Answers.fault;
import static dev.cannery.internal.contract.dsl.Answers.functionCall;
import static dev.cannery.internal.contract.dsl.Answers.json;
import static dev.cannery.internal.contract.dsl.Answers.refusal;
import static dev.cannery.internal.contract.dsl.Answers.stub;
import static dev.cannery.internal.contract.dsl.Answers.text;
import static dev.cannery.internal.contract.dsl.Answers.toolCall;
import static dev.cannery.internal.contract.dsl.Answers.toolCallWithId;
import static dev.cannery.internal.contract.dsl.CombinedRules.allOf;
import static dev.cannery.internal.contract.dsl.CombinedRules.anyOf;
import static dev.cannery.internal.contract.dsl.CombinedRules.not;
import static dev.cannery.internal.contract.dsl.CombinedRules.optional;
import static dev.cannery.internal.contract.dsl.Interactions.contract;
import static dev.cannery.internal.contract.dsl.Interactions.expecting;
import static dev.cannery.internal.contract.dsl.Interactions.interaction;
import static dev.cannery.internal.contract.dsl.Interactions.turn;
import static dev.cannery.internal.contract.dsl.ListRules.every;
import static dev.cannery.internal.contract.dsl.ListRules.first;
import static dev.cannery.internal.contract.dsl.ListRules.has;
import static dev.cannery.internal.contract.dsl.ListRules.inOrder;
import static dev.cannery.internal.contract.dsl.ListRules.last;
import static dev.cannery.internal.contract.dsl.ListRules.none;
import static dev.cannery.internal.contract.dsl.ListRules.some;
import static dev.cannery.internal.contract.dsl.NumberRules.above;
import static dev.cannery.internal.contract.dsl.NumberRules.below;
import static dev.cannery.internal.contract.dsl.NumberRules.max;
import static dev.cannery.internal.contract.dsl.NumberRules.min;
import static dev.cannery.internal.contract.dsl.NumberRules.size;
import static dev.cannery.internal.contract.dsl.NumberRules.tokens;
import static dev.cannery.internal.contract.dsl.NumberRules.within;
import static dev.cannery.internal.contract.dsl.Pace.by;
import static dev.cannery.internal.contract.dsl.Pace.byToken;
import static dev.cannery.internal.contract.dsl.Pace.byWord;
import static dev.cannery.internal.contract.dsl.Pace.pieces;
import static dev.cannery.internal.contract.dsl.RequestRules.field;
import static dev.cannery.internal.contract.dsl.RequestRules.header;
import static dev.cannery.internal.contract.dsl.RequestRules.jsonPath;
import static dev.cannery.internal.contract.dsl.RequestRules.messages;
import static dev.cannery.internal.contract.dsl.RequestRules.model;
import static dev.cannery.internal.contract.dsl.RequestRules.path;
import static dev.cannery.internal.contract.dsl.RequestRules.prompt;
import static dev.cannery.internal.contract.dsl.RequestRules.responseFormat;
import static dev.cannery.internal.contract.dsl.RequestRules.stream;
import static dev.cannery.internal.contract.dsl.RequestRules.system;
import static dev.cannery.internal.contract.dsl.RequestRules.temperature;
import static dev.cannery.internal.contract.dsl.RequestRules.toolResult;
import static dev.cannery.internal.contract.dsl.RequestRules.tools;
import static dev.cannery.internal.contract.dsl.Rules.absent;
import static dev.cannery.internal.contract.dsl.Rules.conformsTo;
import static dev.cannery.internal.contract.dsl.Rules.contains;
import static dev.cannery.internal.contract.dsl.Rules.endsWith;
import static dev.cannery.internal.contract.dsl.Rules.example;
import static dev.cannery.internal.contract.dsl.Rules.glob;
import static dev.cannery.internal.contract.dsl.Rules.is;
import static dev.cannery.internal.contract.dsl.Rules.jsonText;
import static dev.cannery.internal.contract.dsl.Rules.kind;
import static dev.cannery.internal.contract.dsl.Rules.matches;
import static dev.cannery.internal.contract.dsl.Rules.object;
import static dev.cannery.internal.contract.dsl.Rules.present;
import static dev.cannery.internal.contract.dsl.Rules.startsWith;

import dev.cannery.FinishReason;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The good contract files of the fixtures, said in Java. */
final class Twins {
    private static final RequestRule GPT_4O = model("gpt-4o*");
    private static final Path STUBS = Path.of("src", "test", "resources", "contracts", "stubs");

    private Twins() {}

    /** The contract of every good file, by the file's name. */
    static Map<String, LoadedContract> byFile() {
        Map<String, LoadedContract> twins = new TreeMap<>();
        for (LoadedInteraction example : reference()) {
            String file = FILES.getOrDefault(example.name(), example.name().replace(' ', '-'));
            twins.put(file, contract(file, example));
        }
        LoadedInteraction[] reference = reference(GPT_4O).toArray(LoadedInteraction[]::new);
        twins.put("weather-agent", contract("weather-agent", "trip-planner", "openai", reference[0]));
        twins.put("reference", contract("weather-agent", "trip-planner", "openai", reference));
        twins.put("everything", contract("everything", "everything", "lenient", EVERYTHING));
        for (String file : List.of("says-hello", "smallest")) {
            twins.put(
                    file,
                    contract(
                            file,
                            interaction("says hello").when(prompt("Hello")).reply("Hi! How can I help?")));
        }
        twins.put("breaks-off", contract("breaks-off", breaksOff()));
        twins.put("choices", contract("choices", CHOICES));
        twins.put("faults", contract("faults", faults()));
        twins.put("fills-in-templates", contract("fills-in-templates", TEMPLATES));
        twins.put("says-all-that-a-message-can", contract("says-all-that-a-message-can", MESSAGES));
        twins.put("says-more-than-a-completion", contract("says-more-than-a-completion", MORE));
        twins.put("paces", contract("paces", "paces", "azure", PACES));
        twins.put("stubs", contract("stubs", STUBBED));
        return twins;
    }

    /** The files that are not called as their one interaction is. */
    private static final Map<String, String> FILES =
            Map.of("asks for the weather", "weather-agent", "weather agent", "agent-loop");

    private static RequestRule[] with(RequestRule[] shared, RequestRule... own) {
        return Stream.concat(Arrays.stream(own), Arrays.stream(shared)).toArray(RequestRule[]::new);
    }

    /** The examples of the reference, each with these rules besides. */
    static List<LoadedInteraction> reference(RequestRule... shared) {
        return List.of(
                interaction("asks for the weather")
                        .when(with(
                                shared,
                                prompt(contains("weather").withExample("What is the weather in Paris?")),
                                temperature(within("0..0.3")),
                                tools("get_weather")))
                        .verify(expecting().repeat(5).atLeast(4))
                        .reply(toolCall("get_weather", Map.of("city", "Paris"))),
                interaction("translator stays literal")
                        .when(with(
                                shared,
                                system(contains("translate to French")),
                                prompt(startsWith("Translate:")),
                                temperature(within("0..0.3")),
                                field("max_completion_tokens", optional(max(500))),
                                field("max_tokens", absent())))
                        .verify(expecting()
                                .content(matches("(?is)bonjour"))
                                .repeat(3)
                                .atLeast(2))
                        .reply("Bonjour"),
                interaction("extracts an invoice")
                        .needs("json_schema")
                        .when(with(
                                shared,
                                prompt(contains("INV-")),
                                responseFormat(object(
                                        "type",
                                        "json_schema",
                                        "json_schema",
                                        object("name", "invoice", "strict", true)))))
                        .verify(expecting()
                                .content(jsonText(object("number", matches("^INV-\\d+$"), "total", above(0)))))
                        .reply(json(object("number", "INV-42", "total", 99.5, "currency", "EUR"))),
                interaction("tells a story slowly")
                        .needs("streaming")
                        .when(with(
                                shared,
                                prompt(contains("story")),
                                stream(true),
                                field("stream_options", Map.of("include_usage", true))))
                        .verify(expecting().firstWithin(Duration.ofSeconds(10)).gapWithin(Duration.ofSeconds(5)))
                        .reply(text("Once upon a time there was a contract.")
                                .streamed(byWord().first(Duration.ofMillis(400)).every(Duration.ofMillis(30)))),
                interaction("backs off on 429")
                        .given("quota is exhausted")
                        .when(with(shared, prompt(contains("burst"))))
                        .neverVerify()
                        .reply(
                                error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                                error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                                "Thanks for waiting."),
                interaction("connection drops in the middle")
                        .when(with(shared, prompt(contains("drop")), stream(true)))
                        .neverVerify()
                        .reply(text("This will never be finished")
                                .streamed(by(4).every(Duration.ofMillis(10)))
                                .fault("reset", 3)),
                interaction("reasoning models get no temperature")
                        .when(
                                model(anyOf(glob("o3*"), glob("gpt-5*"), matches("(?i)deepseek-r1"))),
                                temperature(absent()),
                                field("reasoning_effort", anyOf("low", "medium", "high")),
                                prompt(kind("string").withExample("How many r in strawberry?")))
                        .reply(text("Three.").usage(Usage.of(11, 64).reasoning(60))),
                interaction("describes a picture")
                        .needs("vision")
                        .when(with(
                                shared,
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
                                                        object("url", startsWith("data:image/")))))))))
                        .reply("A cat on a keyboard."),
                interaction("stays within the prompt budget")
                        .when(with(
                                shared,
                                messages(tokens("..4000")),
                                field("metadata", object("tenant", matches("^[a-z]{3,10}$")))))
                        .reply("Fine."),
                interaction("weather agent")
                        .when(with(shared, tools("get_weather")))
                        .converse(
                                turn(prompt(contains("weather")))
                                        .reply(toolCall("get_weather", Map.of("city", "Paris"))),
                                turn(toolResult("get_weather", contains("18"))).reply("It is 18 °C in Paris.")));
    }

    /** The twins of the file that holds every key and every operator. */
    private static final LoadedInteraction[] EVERYTHING = {
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
                                        "degrees", within("10..30"), "sky", List.<Object>of("blue", kind("string"))))),
                        jsonPath("$.messages[0].name", optional(conformsTo(object("type", "string", "maxLength", 3)))),
                        jsonPath("$.n", above(0).and(max(3))))
                .verify(expecting()
                        .content(contains("line"))
                        .json(present())
                        .toolCalls(absent())
                        .finishReason(anyOf("stop", "length"))
                        .usage(object("total_tokens", max(100)))
                        .status(200)
                        .error(absent())
                        .repeat(2))
                .reply(text("first line\n\nthird line\n")
                        .finishReason(FinishReason.LENGTH)
                        .usage(Usage.of(7, 5).cached(3))
                        .identity(Identity.derived()
                                .model("gpt-4o-2024-08-06")
                                .id("chatcmpl-1")
                                .created(1_700_000_000)
                                .systemFingerprint("fp_1")
                                .serviceTier("default"))
                        .delay(Duration.ofMillis(1500))
                        .streamed(by(4).every(Duration.ofMillis(10)))),
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
                                object("city", "Paris", "days", Arrays.<@Nullable Object>asList(1, 2.5, true, null)))
                        .and(toolCallWithId("call_1", "get_time", "{\"zone\": broken"))
                        .and(toolCall("name"))),
        interaction("refuses")
                .when(prompt(present()))
                .reply(
                        refusal("No.").streamed(by(1)),
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
                                + " scroll to the right to read it."),
        interaction("stored from the start")
                .stored()
                .when(prompt("Hello"), field("metadata", is(Map.of("tenant", "acme"))))
                .reply(text("Hi").identity(Identity.derived().id("chatcmpl-stored")))
    };

    private static LoadedInteraction answering(String prompt, Answer answer) {
        return interaction(prompt).when(prompt(prompt)).reply(answer);
    }

    private static LoadedInteraction[] breaksOff() {
        List<LoadedInteraction> twins = new ArrayList<>();
        for (String kind : List.of("reset", "empty", "garbage", "timeout")) {
            twins.add(answering(kind, fault(kind)));
        }
        twins.add(answering("late", fault("empty").delay(ms(200))));
        twins.add(answering("sound", text("Sound.")));
        for (String kind : List.of("reset", "stall", "garbage", "no_done", "error_event", "half_event")) {
            twins.add(answering(
                    "stream " + kind,
                    text("one two three")
                            .streamed(byToken().every(ms(150)).first(ms(0)))
                            .fault(kind, 2)));
        }
        return twins.toArray(LoadedInteraction[]::new);
    }

    private static LoadedInteraction[] faults() {
        Identity first = Identity.derived().id("chatcmpl-1");
        Answer size = text("Größe 👍🏽").identity(first);
        Answer hi = text("Hi").identity(first);
        Answer time =
                toolCall("get_time", Map.of("zone", "CET")).identity(first).streamed(by(40));
        return new LoadedInteraction[] {
            answering("sound", size.streamed(byWord())),
            answering("truncated_json", size.fault("truncated_json")),
            answering("truncated_json later", size.streamed(byWord()).fault("truncated_json", 2)),
            answering("half_body", size.streamed(byWord()).fault("half_body")),
            answering("wrong_content_type", hi.fault("wrong_content_type")),
            answering("slow_headers", hi.fault("slow_headers", ms(300))),
            answering("slow_body", hi.fault("slow_body", ms(300))),
            answering("duplicate_tool_index", time.and(toolCall("get_date")).fault("duplicate_tool_index")),
            answering("missing_tool_index", time.fault("missing_tool_index")),
            answering("crlf", hi.streamed(byToken().lineEnds("crlf"))),
            answering("cr", hi.streamed(byToken().lineEnds("cr"))),
            answering(
                    "heartbeat",
                    hi.streamed(byToken().first(ms(250)).every(ms(0)).heartbeat(ms(100)))),
            answering("split_characters", size.streamed(byWord().splitCharacters())),
            answering("gaps", text("a b").identity(first).streamed(byWord().gaps(ms(20), ms(100), ms(0)))),
            answering("latency", text("Hi").delay(ms(20)).perConcurrent(ms(50)))
        };
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }

    private static final LoadedInteraction[] CHOICES = {
        interaction("two drafts")
                .when(prompt("Draft a title"), field("n", 2))
                .reply(choices("First", text("Second").finishReason(FinishReason.LENGTH))
                        .usage(Usage.of(9, 2)))
    };

    private static final LoadedInteraction[] TEMPLATES = {
        interaction("echoes the prompt")
                .when(prompt(contains("Hello")))
                .reply(text("You said '{{prompt}}' to {{request.model}}.").template()),
        interaction("fills in JSON")
                .reply(json(object(
                                "said", "{{upper prompt}}!",
                                "asked", "{{request.messages}}",
                                "seed", "{{default request.seed 7}}",
                                "fixed", 1.5))
                        .template()),
        interaction("fills in what tools are given")
                .when(prompt(matches("(?P<greeting>Hel+o)")))
                .reply(toolCall("greet", Map.of("word", "{{lower greeting}}"))
                        .and(customToolCall("note", "{{#each request.messages}}{{@index}}: {{role}}{{/each}}"))
                        .template()),
        interaction("fills in each choice")
                .reply(choices("Fixed.", text("{{#if request.stream}}Streamed{{else}}Whole{{/if}}."))
                        .template()),
        interaction("knows again what it filled in")
                .converse(
                        turn(prompt(matches("weather in (?P<city>\\w+)")))
                                .reply(toolCall("get_weather", Map.of("city", "{{city}}"))
                                        .template()),
                        turn(toolResult("get_weather", matches("(?P<degrees>\\d+)")))
                                .reply(text("It is {{degrees}} °C, you asked '{{prompt}}'")
                                        .template()),
                        turn(prompt(contains("Thanks"))).reply("You are welcome."))
    };

    private static final LoadedInteraction[] MESSAGES = {
        interaction("two choices").reply(choices("Yes.", text("No, because").finishReason(FinishReason.LENGTH))),
        interaction("legacy call").reply(functionCall("get_weather", Map.of("city", "Paris"))),
        interaction("text and legacy call").reply(text("Let me look.").and(functionCall("get_weather", "{broken"))),
        interaction("custom call")
                .reply(customToolCall("run_code", "print(1)").and(toolCall("get_weather", Map.of("city", "Rome")))),
        interaction("only a custom call").reply(customToolCallWithId("call_1", "run_code", "print(1)")),
        interaction("reasoning").reply(reasoning("Two and two make four.").and(text("4"))),
        interaction("reasoning and call")
                .reply(reasoning("I had better look.").and(toolCall("get_weather", Map.of("city", "Paris")))),
        interaction("annotations")
                .reply(text("As the news say.")
                        .and(annotations(object(
                                "type",
                                "url_citation",
                                "url_citation",
                                object(
                                        "start_index",
                                        0,
                                        "end_index",
                                        16,
                                        "url",
                                        "https://example.org/news",
                                        "title",
                                        "News"))))),
        interaction("audio").reply(audio("aGVsbG8=", "Hello there.")),
        interaction("given audio").reply(audio("aGVsbG8=", "Hello there.", "audio_1", 1_735_689_700)),
        interaction("given logprobs")
                .reply(text("Yes.")
                        .and(logprobs(object(
                                "content",
                                List.of(token("Yes", -0.1, List.of(89, 101, 115)), token(".", -0.2, null))))))
    };

    private static Rule token(String token, double logprob, @Nullable Object bytes) {
        return object("token", token, "logprob", logprob, "bytes", bytes, "top_logprobs", List.of());
    }

    private static final LoadedInteraction[] MORE = {
        interaction("accepted with headers")
                .reply(text("Later.")
                        .status(202)
                        .header("X-RateLimit-Remaining-Requests", "3")
                        .header("openai-version", "2030-01-01")),
        interaction("page of a gateway")
                .reply(body("<html>502 Bad Gateway</html>").status(502).header("Content-Type", "text/html")),
        interaction("error with headers").reply(error("server_overloaded").header("x-should-retry", "true")),
        interaction("given pieces").reply(text("Once upon a time").streamed(pieces("Once", " upon a", " ti", "me")))
    };

    private static final LoadedInteraction[] PACES = {
        answering(
                "jitter", text("one two three").streamed(byWord().every(ms(20)).jitter(ms(5), 7))),
        answering("rate", text("one two three").streamed(byToken().tokensPerSecond(50))),
        interaction("error").errorsOf("azure").when(prompt("error")).reply(error("DeploymentNotFound"))
    };

    private static final LoadedInteraction[] STUBBED = {
        answering("whole", stub(STUBS.resolve("completion.json")).delay(ms(20))),
        answering(
                "streamed", stub(STUBS.resolve("stream.sse")).streamed(byToken().every(ms(5)))),
        answering("refused", stub(STUBS.resolve("error.json")).retryAfter(Duration.ofSeconds(2)))
    };
}
