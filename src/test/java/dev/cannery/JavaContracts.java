package dev.cannery;

import static dev.cannery.Responses.*;
import static dev.cannery.Rules.*;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The good contract files of the fixtures, built in Java. */
final class JavaContracts {
    private static final RequestRule GPT_4O = model("gpt-4o*");
    private static final Path STUBS = Path.of("src", "test", "resources", "contracts", "stubs");

    private JavaContracts() {}

    /** Returns the contract of every good file, by the name of the file. */
    static Map<String, Contract> byFile() {
        Map<String, Contract> contracts = new TreeMap<>();
        for (Interaction example : reference()) {
            String file = FILES.getOrDefault(example.name(), example.name().replace(' ', '-'));
            contracts.put(file, Contract.of(file, example));
        }
        Interaction[] reference = reference(GPT_4O).toArray(Interaction[]::new);
        contracts.put(
                "weather-agent",
                Contract.of("weather-agent", reference[0])
                        .withConsumer("trip-planner")
                        .withProvider("openai"));
        contracts.put(
                "reference",
                Contract.of("weather-agent", reference)
                        .withConsumer("trip-planner")
                        .withProvider("openai"));
        contracts.put(
                "everything",
                Contract.of("everything", EVERYTHING).withConsumer("everything").withProvider("lenient"));
        for (String file : List.of("says-hello", "smallest")) {
            contracts.put(
                    file,
                    Contract.of(
                            file,
                            Interaction.named("says hello")
                                    .when(prompt("Hello"))
                                    .reply("Hi! How can I help?")));
        }
        contracts.put("breaks-off", Contract.of("breaks-off", breaksOff()));
        contracts.put("choices", Contract.of("choices", CHOICES));
        contracts.put("faults", Contract.of("faults", faults()));
        contracts.put("fills-in-templates", Contract.of("fills-in-templates", TEMPLATES));
        contracts.put("says-all-that-a-message-can", Contract.of("says-all-that-a-message-can", MESSAGES));
        contracts.put("says-more-than-a-completion", Contract.of("says-more-than-a-completion", MORE));
        contracts.put("paces", Contract.of("paces", PACES).withConsumer("paces").withProvider("azure"));
        contracts.put("paces-a-body", Contract.of("paces-a-body", BODIES));
        contracts.put("misbehaves", Contract.of("misbehaves", MISBEHAVING));
        contracts.put("serves-both-endpoints", Contract.of("serves-both-endpoints", BOTH_ENDPOINTS));
        contracts.put("stubs", Contract.of("stubs", STUBBED));
        return contracts;
    }

    /** The files with a name other than that of their interaction. */
    private static final Map<String, String> FILES =
            Map.of("asks for the weather", "weather-agent", "weather agent", "agent-loop");

    private static RequestRule[] with(RequestRule[] shared, RequestRule... own) {
        return Stream.concat(Arrays.stream(own), Arrays.stream(shared)).toArray(RequestRule[]::new);
    }

    /** Returns the examples of the reference, each with these additional rules. */
    static List<Interaction> reference(RequestRule... shared) {
        return List.of(
                Interaction.named("asks for the weather")
                        .when(with(
                                shared,
                                prompt(contains("weather").withExample("What is the weather in Paris?")),
                                temperature(within(0, 0.3)),
                                tools("get_weather")))
                        .verify(expecting().repeat(5).atLeast(4))
                        .reply(toolCall("get_weather", Map.of("city", "Paris"))),
                Interaction.named("translator stays literal")
                        .when(with(
                                shared,
                                system(contains("translate to French")),
                                prompt(startsWith("Translate:")),
                                temperature(within(0, 0.3)),
                                field("max_completion_tokens", optional(max(500))),
                                field("max_tokens", absent())))
                        .verify(expecting()
                                .content(matches("(?is)bonjour"))
                                .repeat(3)
                                .atLeast(2))
                        .reply("Bonjour"),
                Interaction.named("extracts an invoice")
                        .needs("json_schema")
                        .when(with(
                                shared,
                                prompt(contains("INV-")),
                                responseFormat(member("type", "json_schema")
                                        .and(member(
                                                "json_schema",
                                                member("name", "invoice").and(member("strict", is(true))))))))
                        .verify(expecting()
                                .content(jsonText(
                                        member("number", matches("^INV-\\d+$")).and(member("total", above(0))))))
                        .reply(json(object("number", "INV-42", "total", 99.5, "currency", "EUR"))),
                Interaction.named("tells a story slowly")
                        .needs("streaming")
                        .when(with(
                                shared,
                                prompt(contains("story")),
                                stream(true),
                                field("stream_options", member("include_usage", is(true)))))
                        .verify(expecting().firstWithin(Duration.ofSeconds(10)).gapWithin(Duration.ofSeconds(5)))
                        .reply(text("Once upon a time there was a contract.")
                                .streamed(byWord().first(Duration.ofMillis(400)).every(Duration.ofMillis(30)))),
                Interaction.named("backs off on 429")
                        .given("quota is exhausted")
                        .when(with(shared, prompt(contains("burst"))))
                        .neverVerify()
                        .reply(
                                error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                                error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)),
                                text("Thanks for waiting.")),
                Interaction.named("connection drops in the middle")
                        .when(with(shared, prompt(contains("drop")), stream(true)))
                        .neverVerify()
                        .reply(text("This will never be finished")
                                .streamed(by(4).every(Duration.ofMillis(10)))
                                .fault(Fault.RESET, 3)),
                Interaction.named("reasoning models get no temperature")
                        .when(
                                model(anyOf(glob("o3*"), glob("gpt-5*"), matches("(?i)deepseek-r1"))),
                                temperature(absent()),
                                field("reasoning_effort", anyOf("low", "medium", "high")),
                                prompt(kind(JsonKind.STRING).withExample("How many r in strawberry?")))
                        .reply(text("Three.").usage(11, 64).reasoningTokens(60)),
                Interaction.named("describes a picture")
                        .needs("vision")
                        .when(with(
                                shared,
                                messages(last(member("role", "user")
                                        .and(member(
                                                "content",
                                                inOrder(
                                                        member("type", "text")
                                                                .and(member("text", contains("describe"))),
                                                        member("type", "image_url")
                                                                .and(member(
                                                                        "image_url",
                                                                        member(
                                                                                "url",
                                                                                startsWith("data:image/")))))))))))
                        .reply("A cat on a keyboard."),
                Interaction.named("stays within the prompt budget")
                        .when(with(
                                shared,
                                messages(tokens(max(4000))),
                                field("metadata", member("tenant", matches("^[a-z]{3,10}$")))))
                        .reply("Fine."),
                Interaction.named("weather agent")
                        .when(with(shared, tools("get_weather")))
                        .converse(
                                ConversationTurn.when(prompt(contains("weather")))
                                        .reply(toolCall("get_weather", Map.of("city", "Paris"))),
                                ConversationTurn.when(toolResult("get_weather", contains("18")))
                                        .reply("It is 18 °C in Paris.")));
    }

    /** Returns the interactions of the file that contains every key and operator. */
    private static final Interaction[] EVERYTHING = {
        Interaction.named("operators on texts")
                .description("Several lines\nof words: for people.\n")
                .tags("slow", "nightly")
                .needs("tools")
                .given("the moon is full")
                .strict()
                .pending()
                .fallback()
                .when(
                        model(is("gpt-5.4*")),
                        prompt(contains("A")
                                .and(startsWith("B"))
                                .and(endsWith("c"))
                                .and(matches("\\d+"))
                                .and(glob("*x?"))
                                .and(size(within(1, 100)))
                                .ignoringCase()),
                        system(allOf(contains("a").ignoringCase(), contains("b"))),
                        field("user", anyOf(is("0..3"), not(startsWith("x")), tokens(4))),
                        path(endsWith("/chat/completions")),
                        header("X-Tenant", "acme"),
                        header("authorization", present()),
                        toolResult(
                                "get_weather",
                                jsonText(member("degrees", within(10, 30))
                                        .and(member("sky", elements(is("blue"), kind(JsonKind.STRING)))))),
                        jsonPath("$.messages[0].name", optional(conformsTo(object("type", "string", "maxLength", 3)))),
                        jsonPath("$.n", above(0).and(max(3))))
                .verify(expecting()
                        .content(contains("line"))
                        .json(present())
                        .toolCalls(absent())
                        .finishReason(anyOf("stop", "length"))
                        .usage(member("total_tokens", max(100)))
                        .status(200)
                        .error(absent())
                        .repeat(2))
                .reply(text("first line\n\nthird line\n")
                        .finishReason(FinishReason.LENGTH)
                        .usage(7, 5)
                        .cachedTokens(3)
                        .model("gpt-5.4-2026-03-05")
                        .id("chatcmpl-1")
                        .created(1_700_000_000)
                        .systemFingerprint("fp_1")
                        .serviceTier("default")
                        .delay(Duration.ofMillis(1500))
                        .streamed(by(4).every(Duration.ofMillis(10)))),
        Interaction.named("operators on lists")
                .when(
                        messages(first(member("role", anyOf("system", "developer")))
                                .and(some(member("role", "user").and(member("content", size(min(1).and(below(9)))))))
                                .and(every(member("role", kind(JsonKind.STRING))))
                                .and(none(member("role", "function")))
                                .and(has(member("role", "user")))
                                .and(last(member("tool_calls", absent())))
                                .and(size(2))),
                        tools(has(
                                tool("get_weather"),
                                member("function", member("name", "get_time").and(member("strict", is(true)))))),
                        field("stop", elements(is("END"), contains("x"))),
                        field("n", above(0).and(below(3))),
                        field("logit_bias", is(Map.of("min", 1))),
                        field("seed", is(null)),
                        temperature(kind(JsonKind.INTEGER, JsonKind.NUMBER).withExample(1)),
                        field("top_p", example(0.5)))
                .neverVerify()
                .reply(toolCall(
                                "get_weather",
                                object("city", "Paris", "days", Arrays.<@Nullable Object>asList(1, 2.5, true, null)))
                        .and(toolCallWithId("call_1", "get_time", "{\"zone\": broken"))
                        .and(toolCall("name"))),
        Interaction.named("refuses")
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
                        text("A very long text in one line, which is folded where it is written, so that nobody has to"
                                + " scroll to the right to read it.")),
        Interaction.named("stored from the start")
                .stored()
                .when(prompt("Hello"), field("metadata", is(Map.of("tenant", "acme"))))
                .reply(text("Hi").id("chatcmpl-stored"))
    };

    private static Interaction answering(String prompt, Response answer) {
        return Interaction.named(prompt).when(prompt(prompt)).reply(answer);
    }

    private static Interaction[] breaksOff() {
        List<Interaction> contracts = new ArrayList<>();
        for (Fault kind : List.of(Fault.RESET, Fault.EMPTY, Fault.GARBAGE, Fault.TIMEOUT)) {
            contracts.add(answering(kind.word(), fault(kind)));
        }
        contracts.add(answering("late", fault(Fault.EMPTY).delay(ms(200))));
        contracts.add(answering("sound", text("Sound.")));
        for (Fault kind :
                List.of(Fault.RESET, Fault.STALL, Fault.GARBAGE, Fault.NO_DONE, Fault.ERROR_EVENT, Fault.HALF_EVENT)) {
            contracts.add(answering(
                    "stream " + kind.word(),
                    text("one two three")
                            .streamed(byToken().every(ms(150)).first(ms(0)))
                            .fault(kind, 2)));
        }
        return contracts.toArray(Interaction[]::new);
    }

    private static Interaction[] faults() {
        Response size = text("Größe 👍🏽").id("chatcmpl-1");
        Response hi = text("Hi").id("chatcmpl-1");
        Response time =
                toolCall("get_time", Map.of("zone", "CET")).id("chatcmpl-1").streamed(by(40));
        return new Interaction[] {
            answering("sound", size.streamed(byWord())),
            answering("truncated_json", size.fault(Fault.TRUNCATED_JSON)),
            answering("truncated_json later", size.streamed(byWord()).fault(Fault.TRUNCATED_JSON, 2)),
            answering("half_body", size.streamed(byWord()).fault(Fault.HALF_BODY)),
            answering("wrong_content_type", hi.fault(Fault.WRONG_CONTENT_TYPE)),
            answering("slow_headers", hi.fault(Fault.SLOW_HEADERS, ms(300))),
            answering("slow_body", hi.fault(Fault.SLOW_BODY, ms(300))),
            answering("duplicate_tool_index", time.and(toolCall("get_date")).fault(Fault.DUPLICATE_TOOL_INDEX)),
            answering("missing_tool_index", time.fault(Fault.MISSING_TOOL_INDEX)),
            answering("crlf", hi.streamed(byToken().lineEnds(LineEnd.CRLF))),
            answering("cr", hi.streamed(byToken().lineEnds(LineEnd.CR))),
            answering(
                    "heartbeat",
                    hi.streamed(byToken().first(ms(250)).every(ms(0)).heartbeat(ms(100)))),
            answering("split_characters", size.streamed(byWord().splitCharacters())),
            answering("gaps", text("a b").id("chatcmpl-1").streamed(byWord().gaps(ms(20), ms(100), ms(0)))),
            answering("latency", text("Hi").delay(ms(20)).perConcurrent(ms(50)))
        };
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }

    private static final Interaction[] MISBEHAVING = {
        Interaction.named("cuts its arguments")
                .when(prompt(contains("weather")), tools("get_weather"))
                .reply(
                        toolCall("get_weather", Map.of("city", "Paris")).misbehaving(Misbehaviour.CUT_ARGUMENTS),
                        toolCall("get_weather", Map.of("city", "Paris"))),
        Interaction.named("thinks aloud around its JSON")
                .when(prompt(contains("capital")))
                .reply(json(Map.of("capital", "Paris"))
                        .misbehaving(Misbehaviour.FENCED_JSON, Misbehaviour.LEAKED_REASONING))
    };

    private static final Interaction[] CHOICES = {
        Interaction.named("two drafts")
                .when(prompt("Draft a title"), field("n", 2))
                .reply(choices(text("First"), text("Second").finishReason(FinishReason.LENGTH))
                        .usage(9, 2))
    };

    private static final Interaction[] TEMPLATES = {
        Interaction.named("echoes the prompt")
                .when(prompt(contains("Hello")))
                .reply(text("You said '{{prompt}}' to {{request.model}}.").template()),
        Interaction.named("fills in JSON")
                .reply(json(object(
                                "said", "{{upper prompt}}!",
                                "asked", "{{request.messages}}",
                                "seed", "{{default request.seed 7}}",
                                "fixed", 1.5))
                        .template()),
        Interaction.named("fills in what tools are given")
                .when(prompt(matches("(?P<greeting>Hel+o)")))
                .reply(toolCall("greet", Map.of("word", "{{lower greeting}}"))
                        .and(customToolCall("note", "{{#each request.messages}}{{@index}}: {{role}}{{/each}}"))
                        .template()),
        Interaction.named("fills in each choice")
                .reply(choices(text("Fixed."), text("{{#if request.stream}}Streamed{{else}}Whole{{/if}}."))
                        .template()),
        Interaction.named("knows again what it filled in")
                .converse(
                        ConversationTurn.when(prompt(matches("weather in (?P<city>\\w+)")))
                                .reply(toolCall("get_weather", Map.of("city", "{{city}}"))
                                        .template()),
                        ConversationTurn.when(toolResult("get_weather", matches("(?P<degrees>\\d+)")))
                                .reply(text("It is {{degrees}} °C, you asked '{{prompt}}'")
                                        .template()),
                        ConversationTurn.when(prompt(contains("Thanks"))).reply("You are welcome."))
    };

    private static final Interaction[] MESSAGES = {
        Interaction.named("two choices")
                .reply(choices(text("Yes."), text("No, because").finishReason(FinishReason.LENGTH))),
        Interaction.named("legacy call").reply(functionCall("get_weather", Map.of("city", "Paris"))),
        Interaction.named("text and legacy call")
                .reply(text("Let me look.").and(functionCall("get_weather", "{broken"))),
        Interaction.named("custom call")
                .reply(customToolCall("run_code", "print(1)").and(toolCall("get_weather", Map.of("city", "Rome")))),
        Interaction.named("only a custom call").reply(customToolCallWithId("call_1", "run_code", "print(1)")),
        Interaction.named("reasoning").reply(reasoning("Two and two make four.").and(text("4"))),
        Interaction.named("reasoning and call")
                .reply(reasoning("I had better look.").and(toolCall("get_weather", Map.of("city", "Paris")))),
        Interaction.named("annotations")
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
        Interaction.named("audio").reply(audio("aGVsbG8=", "Hello there.")),
        Interaction.named("given audio").reply(audio("aGVsbG8=", "Hello there.", "audio_1", 1_735_689_700)),
        Interaction.named("given logprobs")
                .reply(text("Yes.")
                        .and(logprobs(object(
                                "content",
                                List.of(token("Yes", -0.1, List.of(89, 101, 115)), token(".", -0.2, null))))))
    };

    private static Map<String, @Nullable Object> token(String token, double logprob, @Nullable Object bytes) {
        return object("token", token, "logprob", logprob, "bytes", bytes, "top_logprobs", List.of());
    }

    private static final Interaction[] MORE = {
        Interaction.named("accepted with headers")
                .reply(text("Later.")
                        .status(202)
                        .header("X-RateLimit-Remaining-Requests", "3")
                        .header("openai-version", "2030-01-01")),
        Interaction.named("page of a gateway")
                .reply(body("<html>502 Bad Gateway</html>").status(502).header("Content-Type", "text/html")),
        Interaction.named("error with headers").reply(error("server_overloaded").header("x-should-retry", "true")),
        Interaction.named("given pieces")
                .reply(text("Once upon a time").streamed(byFragments("Once", " upon a", " ti", "me")))
    };

    private static final Interaction[] PACES = {
        answering(
                "jitter", text("one two three").streamed(byWord().every(ms(20)).jitter(ms(5), 7))),
        answering("rate", text("one two three").streamed(byToken().tokensPerSecond(50))),
        Interaction.named("error").errorsOf("azure").when(prompt("error")).reply(error("DeploymentNotFound"))
    };

    private static final Interaction[] BODIES = {
        Interaction.named("sends the events of an unusual server")
                .when(prompt("events"))
                .reply(body("data: {}\n\ndata: [DONE]\n\n")
                        .header("content-type", "text/event-stream")
                        .streamed(byFragments("data: {}\n\n", "data: [DONE]\n\n")
                                .first(ms(1))
                                .every(ms(5)))),
        Interaction.named("sends a page by word")
                .when(prompt("page"))
                .reply(body("Bad gateway").status(502).streamed(byWord().every(ms(5))))
    };

    private static final Interaction[] BOTH_ENDPOINTS = {
        Interaction.named("answers on both endpoints")
                .when(
                        system(contains("brief")),
                        prompt(contains("capital").withExample("What is the capital of France?")),
                        field("max_completion_tokens", within(16, 200)))
                .reply(reasoning("The user asks for a capital.").and(text("Paris."))),
        Interaction.named("answers only on the Responses API")
                .when(
                        path(endsWith("/responses")),
                        prompt("Shorten this"),
                        field("truncation", "auto"),
                        field("reasoning", member("summary", is("auto"))))
                .reply("Short.")
    };

    private static final Interaction[] STUBBED = {
        answering("whole", stub(STUBS.resolve("completion.json")).delay(ms(20))),
        answering(
                "streamed", stub(STUBS.resolve("stream.sse")).streamed(byToken().every(ms(5)))),
        answering("refused", stub(STUBS.resolve("error.json")).retryAfter(Duration.ofSeconds(2)))
    };

    /** Returns a JSON object of alternating names and values, in this order. */
    private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
