package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives what a provider of a dialect once answered to a contract, sends the recorded request, and compares the traits: the
 * members, their order, what is null, empty or absent, the forms of ids, finish reasons, and the sequence of a stream's chunks.
 */
class DialectRecordingsTest {
    /** The profiles, by the names of recordings where these differ. */
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp", "ollama-cloud", "ollama");
    /** Sources whose JSON was written again, with the members by name, and whose ids were replaced. */
    private static final List<String> SORTED = List.of("rig", "req_llm", "pydantic", "logfire", "vercel/ai");

    private static final List<String> MASKED = List.of("rig", "ruby_llm", "cline", "vercel/ai", "magentic", "redacted");
    /** Sources that keep no framing, nor the end of a stream. */
    private static final List<String> FRAMELESS = List.of("vercel/ai");

    private static final Set<String> WORDS = Set.of("object", "finish_reason", "native_finish_reason", "role", "type");

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    static Stream<String> dialects() {
        return Stream.of(Recordings.values())
                .filter(Recordings::isThere)
                .flatMap(recordings -> recordings.ofDialects().stream())
                .map(exchange -> exchange.path("provider").asText())
                .filter(provider -> ProfileReader.builtIn().contains(PROFILES.getOrDefault(provider, provider)))
                .filter(provider -> System.getProperty("dialect", provider).equals(provider))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectRespondsWithTheTraitsOfItsRecordings(String dialect) throws IOException {
        AnswerStyle style =
                ProfileReader.read(PROFILES.getOrDefault(dialect, dialect)).style();
        Map<String, List<String>> deviations = new TreeMap<>();
        int all = 0;
        int alike = 0;
        for (Recordings recordings : Recordings.values()) {
            for (JsonNode exchange : recordings.isThere() ? recordings.ofDialects() : List.<JsonNode>of()) {
                if (exchange.path("provider").asText().equals(dialect)
                        && !exchange.path("suspect_synthetic").asBoolean()) {
                    String deviation = deviationOf(exchange, style);
                    all++;
                    alike += deviation.isEmpty() ? 1 : 0;
                    if (!deviation.isEmpty()) {
                        deviations
                                .computeIfAbsent(deviation, any -> new ArrayList<>())
                                .add(exchange.path("source").toString());
                    }
                }
            }
        }
        System.out.println("dialect " + dialect + ": " + alike + " of " + all + " recorded responses have its traits");
        deviations.forEach((deviation, sources) ->
                System.out.println("  " + sources.size() + " " + deviation + " " + sources.get(0)));

        assertThat((double) alike / Math.max(1, all)).isGreaterThanOrEqualTo(LEAST.getOrDefault(dialect, 0.0));
    }

    /** The shares that hold today, so that no change lowers one unseen. */
    private static final Map<String, Double> LEAST = Map.of();

    private String deviationOf(JsonNode exchange, AnswerStyle style) throws IOException {
        return exchange.path("status").asInt() == 200
                ? deviationOfSuccess(exchange, style)
                : deviationOfError(exchange, style);
    }

    /** Compares the members of an error's body, and its content type. */
    private String deviationOfError(JsonNode exchange, AnswerStyle style) throws IOException {
        JsonNode body = exchange.path("response");
        if (!body.isContainerNode()) {
            return "";
        }
        int status = exchange.path("status").asInt();
        RenderedResponse given =
                ResponseRenderer.renderError(new ApiError(status, "a_type", "a_code", "a_param", "A message."), style);
        JsonNode rendered = Json.parse(text(given));
        String wanted = kinds(body);
        String got = kinds(rendered);
        return wanted.equals(got) || namedErrors(status, style).anyMatch(wanted::equals)
                ? ""
                : "error " + status + "\n    recorded " + wanted + "\n    given    " + got + "\n   ";
    }

    /** The forms of the errors that the dialect names: a gateway and the model behind it may have one each at one status. */
    private static Stream<String> namedErrors(int status, AnswerStyle style) {
        return style.errors().names().stream()
                .flatMap(name -> style.errors().named(name).stream())
                .filter(named -> named.error().status() == status)
                .map(named -> {
                    JsonNode body = style.errorBody(named.error());
                    if (body.path("error") instanceof ObjectNode inner) {
                        inner.setAll(named.more());
                    }
                    return kinds(body);
                });
    }

    /** Returns the members of an error with the kinds of their values, sorted; a text may be null. */
    private static String kinds(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ":" + kinds(member.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(DialectRecordingsTest::kinds)
                    .distinct()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return value.isNumber() ? "number" : "text";
    }

    private String deviationOfSuccess(JsonNode exchange, AnswerStyle style) throws IOException {
        boolean isStreamed =
                exchange.path("stream").asBoolean(exchange.path("sse").size() > 0);
        ObjectNode sent = exchange.path("request") instanceof ObjectNode known ? known : usual(exchange);
        if (sent.path("stream").asBoolean(false) != isStreamed) {
            sent = sent.deepCopy().put("stream", isStreamed);
        }
        CannedCompletion canned;
        try {
            canned = canned(exchange, isStreamed);
        } catch (SourceProblemsException | IllegalArgumentException | ClassCastException e) {
            return "no stub: " + String.valueOf(e.getMessage()).replaceAll("[^ ]*stub:\\d+:\\d+", "");
        }
        RenderedResponse given = renderer.render(canned, ChatRequest.of(sent), "says hello", style);
        String source = exchange.path("source").toString();
        boolean isSorted = SORTED.stream().anyMatch(source::contains) && !(isStreamed && !source.contains("rig"));
        boolean isMasked = MASKED.stream().anyMatch(source::contains);
        List<String> events = isStreamed ? events(exchange.path("raw_body").asText(joined(exchange))) : List.of();
        isSorted |= hasNoOrder(events);
        List<String> expected = isStreamed
                ? shapes(events, isSorted, isMasked)
                : List.of(shape("", exchange.path("response"), isSorted, isMasked));
        List<String> found = isStreamed
                ? shapes(events(text(given)), isSorted, isMasked)
                : List.of(shape("", Json.parse(text(given)), isSorted, isMasked));
        if (FRAMELESS.stream().anyMatch(source::contains)) {
            found = found.stream()
                    .filter(event -> !event.equals("data: [DONE]"))
                    .toList();
            expected = expected.stream()
                    .filter(event -> !event.equals("data: [DONE]"))
                    .toList();
        }
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            String got = i < found.size() ? found.get(i) : "nothing";
            if (!wanted.equals(got)) {
                return (isStreamed ? "streamed, event " + i + "\n" : "whole\n") + "    recorded " + wanted
                        + "\n    given    " + got + "\n   ";
            }
        }
        return "";
    }

    /** What a request was of which only the response is known. */
    private static ObjectNode usual(JsonNode exchange) {
        ObjectNode usual = Json.object().put("model", "a-model");
        boolean isAsked = exchange.path("sse").toString().contains("usage");
        usual.putObject("stream_options").put("include_usage", isAsked);
        return usual;
    }

    private static String text(RenderedResponse given) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : given.body().parts()) {
            text.append(StandardCharsets.UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }

    /** The events of a source that keeps no framing. */
    private static String joined(JsonNode exchange) {
        StringBuilder events = new StringBuilder();
        exchange.path("sse")
                .forEach(event -> events.append("data: ").append(event.asText()).append("\n\n"));
        return events.toString();
    }

    private static List<String> events(String body) {
        return Stream.of(body.split("\r?\n\r?\n"))
                .map(String::strip)
                .filter(event -> !event.isEmpty())
                .toList();
    }

    private CannedCompletion canned(JsonNode exchange, boolean isStreamed) throws IOException {
        String file = isStreamed ? "recorded.sse" : "recorded.json";
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(
                stubs.resolve(file),
                isStreamed
                        ? exchange.path("raw_body").asText(joined(exchange))
                        : Json.compact(exchange.path("response")));
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(
                contract,
                "interactions: [{name: recorded, request: {}, response: {stub: " + file + "}, verify: false}]");
        CannedCompletion completion = (CannedCompletion) ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
        return new CannedCompletion(
                completion.choices().stream().map(DialectRecordingsTest::bare).toList(),
                completion.usage(),
                new CannedCompletion.Identity(null, null, completion.identity().model(), null, null),
                completion.delay().fixed(),
                completion.pacing());
    }

    /** The choice without the ids of its calls, which are derived. */
    private static CannedChoice bare(CannedChoice choice) {
        CannedMessage message = choice.message();
        FinishReason reason = choice.finishReason();
        List<CannedToolCall> calls = message.toolCalls().stream()
                .map(call -> new CannedToolCall(call.kind(), null, call.name(), call.arguments()))
                .toList();
        return new CannedChoice(
                new CannedMessage(
                        message.content(),
                        calls,
                        message.functionCall(),
                        message.refusal(),
                        message.reasoning(),
                        message.annotations(),
                        message.audio()),
                reason == FinishReason.STOP || reason == FinishReason.TOOL_CALLS ? null : reason,
                choice.logprobs());
    }

    /** Whether chunks with the same members have them in different orders within a stream, which then says nothing. */
    private static boolean hasNoOrder(List<String> events) throws IOException {
        Map<String, String> orders = new HashMap<>();
        for (String event : events) {
            String data = event.startsWith("data:") ? event.substring(5).strip() : event;
            if (data.startsWith("{")) {
                JsonNode chunk = Json.parse(data);
                String order = orders.putIfAbsent(shape("", chunk, true, true), shape("", chunk, false, true));
                if (order != null && !order.equals(shape("", chunk, false, true))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the shapes of a stream's events, with adjacent ones of the same shape merged. */
    private static List<String> shapes(List<String> events, boolean isSorted, boolean isMasked) throws IOException {
        List<String> shapes = new ArrayList<>();
        for (String event : events) {
            String data = event.startsWith("data:")
                    ? event.substring("data:".length()).strip()
                    : event;
            String shape = data.startsWith("{")
                    ? shape("", Json.parse(data), isSorted, isMasked)
                    : event.replaceAll("\\d+", "0");
            if (shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape)) {
                shapes.add(shape);
            }
        }
        return shapes;
    }

    private static String shape(String key, JsonNode value, boolean isSorted, boolean isMasked) {
        if (key.equals("content_filter_results")) {
            // which filters there are is up to the owner of a deployment, and what they found to the text
            return "";
        }
        if (key.equals("obfuscation")) {
            // whose length depends on the text that it hides
            return "";
        }
        if (value.isObject()) {
            Stream<String> members = value.properties().stream()
                    .map(member ->
                            member.getKey() + ":" + shape(member.getKey(), member.getValue(), isSorted, isMasked));
            return (isSorted ? members.sorted() : members).collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(element -> shape(key, element, isSorted, isMasked))
                    .distinct()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value.isNull()) {
            return "null";
        }
        if (key.equals("id") && !isMasked) {
            return idForm(value.asText());
        }
        return WORDS.contains(key)
                ? value.asText()
                : value.isTextual() && value.asText().isEmpty() ? "\"\"" : "";
    }

    /** The form of an id: its words, and the length of what is derived. */
    private static String idForm(String id) {
        String form = id.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>");
        int prefix = Math.max(form.lastIndexOf('-'), Math.max(form.lastIndexOf('_'), form.lastIndexOf(':'))) + 1;
        return form.endsWith("<uuid>") ? form : form.substring(0, prefix) + "<" + (form.length() - prefix) + ">";
    }
}
